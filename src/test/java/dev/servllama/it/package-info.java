/** Tests of the built WAR in real servers. */
package dev.servllama.it;
