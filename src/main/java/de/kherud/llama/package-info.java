/** One bridge into the package-private part of de.kherud:llama; nothing else belongs here. */
package de.kherud.llama;
