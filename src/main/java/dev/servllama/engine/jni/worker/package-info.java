/**
 * The child JVM that holds the model: the only place that touches de.kherud:llama. What that
 * library does to a process (it can abort it, it never gives memory back) it does to this one.
 */
package dev.servllama.engine.jni.worker;
