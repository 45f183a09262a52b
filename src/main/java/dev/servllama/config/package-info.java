/**
 * Settings as records, read once. Every problem is reported at once, and a name that is nearly one
 * of ours is asked about rather than ignored.
 */
package dev.servllama.config;
