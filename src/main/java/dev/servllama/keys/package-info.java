/**
 * Who calls, what they may do, and what they have used: keys and logins with their limits, read
 * from settings and from a file, and counters that survive a restart. It knows no HTTP.
 */
package dev.servllama.keys;
