/**
 * A conversation becomes a prompt; a stream of tokens becomes messages, finish reasons and usage.
 */
package dev.servllama.chat;
