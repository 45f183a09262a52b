/**
 * The API over HTTP: resources, filters, the writing of streams, and the only place where an error
 * becomes a status.
 */
package dev.servllama.http;
