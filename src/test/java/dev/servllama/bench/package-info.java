/** Measuring: {@code ./mvnw -Pbench verify}. Nothing here is a test. */
package dev.servllama.bench;
