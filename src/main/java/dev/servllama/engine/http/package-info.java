/**
 * One HTTP/1.1 request on a connection of its own, over whatever carries bytes, whose response is
 * read line by line and which ends when its connection is closed. Java's own client knows no Unix
 * sockets, and its threads cannot be ended when a web application is.
 */
package dev.servllama.engine.http;
