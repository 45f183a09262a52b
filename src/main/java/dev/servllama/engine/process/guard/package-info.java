/** A process between us and a child that does not notice by itself that its parent is gone. */
package dev.servllama.engine.process.guard;
