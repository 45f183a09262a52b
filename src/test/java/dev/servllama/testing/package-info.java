/** What integration tests start and look at: real servers with the built WAR. */
package dev.servllama.testing;
