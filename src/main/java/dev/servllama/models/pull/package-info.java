/**
 * Pulls models from where they are published into the models' folder. What a server says is
 * believed only as far as it can be checked: every hop of a redirect against the addresses that may
 * be reached, every file against its length and hash before it gets its name.
 */
package dev.servllama.models.pull;
