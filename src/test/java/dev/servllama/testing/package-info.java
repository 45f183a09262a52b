/** What tests of several packages share. */
package dev.servllama.testing;
