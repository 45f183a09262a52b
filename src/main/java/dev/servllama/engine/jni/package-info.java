/** The engine inside the WAR: de.kherud:llama in a child JVM, spoken to in lines of JSON. */
package dev.servllama.engine.jni;
