/** Seeing threads off: what a web application has started must be gone when it is undeployed. */
package dev.servllama.threads;
