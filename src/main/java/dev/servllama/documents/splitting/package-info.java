/** Documents become chunks that an embedding model can read whole. */
package dev.servllama.documents.splitting;
