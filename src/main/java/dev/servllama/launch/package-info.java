/**
 * {@code java -jar servllama.war}: starts an embedded Jetty on this very WAR, and nothing else.
 *
 * <p>{@link dev.servllama.launch.Main} runs in the class loader that {@code java -jar} makes, which
 * sees the classes at the root of the WAR only. It unpacks Jetty from {@code WEB-INF/launch}, where
 * no container looks, and starts {@link dev.servllama.launch.Runner} in a class loader of its own,
 * so that the web application meets the same surroundings as in any other container.
 */
package dev.servllama.launch;
