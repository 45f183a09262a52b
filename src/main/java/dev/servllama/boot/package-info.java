/**
 * The start and the end: builds the parts in order and closes them in reverse. All wiring stands
 * here.
 */
package dev.servllama.boot;
