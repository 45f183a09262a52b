/** Describes the API as an OpenAPI document, from its routes, records and tables of parameters. */
package dev.servllama.openapi;
