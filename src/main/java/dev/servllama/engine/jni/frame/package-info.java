/**
 * What the engine and its child JVM say to each other: one JSON object a line, commands down the
 * child's standard input, events up its standard output. The only types that both sides share.
 */
package dev.servllama.engine.jni.frame;
