/**
 * An engine whose model runs in a child process: admission, health, what is under way, and what
 * happens when the child dies. How one speaks to the child is its {@link Dialect}'s affair.
 */
package dev.servllama.engine.child;
