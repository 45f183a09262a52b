/**
 * The OpenAI API for your own models, as one web application. {@code ArchitectureTest} holds this
 * table; a change of the design changes both.
 *
 * <p>Packages that are planned stand here too. A package may always import from itself.
 *
 * <table>
 * <caption>Packages under {@code dev.servllama}</caption>
 * <tr><th>package</th><th>its one job</th><th>may import</th></tr>
 * <tr><td>{@code launch}</td><td>{@code java -jar}: starts embedded Jetty on this WAR</td>
 *     <td>nothing</td></tr>
 * <tr><td>{@code boot}</td><td>builds the parts in order, closes them in reverse</td>
 *     <td>all but {@code launch}, {@code engine.jni.frame}, {@code engine.jni.worker}, {@code
 *     engine.process.guard}, {@code documents.parsing.worker}</td></tr>
 * <tr><td>{@code config}</td><td>settings as records</td><td>nothing</td></tr>
 * <tr><td>{@code error}</td><td>what can go wrong</td><td>nothing</td></tr>
 * <tr><td>{@code openai}</td><td>the wire format as records</td><td>{@code error}</td></tr>
 * <tr><td>{@code openapi}</td><td>describes the API</td><td>{@code openai}</td></tr>
 * <tr><td>{@code http}</td><td>resources, filters, streams; an error becomes a status</td>
 *     <td>{@code openai}, {@code openapi}, {@code chat}, {@code chat.schema}, {@code engine},
 *     {@code retrieval}, {@code documents}, {@code documents.catalog}, {@code documents.index},
 *     {@code documents.splitting}, {@code embedding}, {@code training}, {@code models},
 *     {@code metrics}, {@code keys}, {@code error}</td></tr>
 * <tr><td>{@code chat}</td><td>conversations become prompts, tokens become answers</td>
 *     <td>{@code chat.schema}, {@code chat.template}, {@code retrieval}, {@code engine},
 *     {@code models}, {@code models.gguf}, {@code error}</td></tr>
 * <tr><td>{@code chat.schema}</td><td>JSON schemas as grammars</td><td>{@code error}</td></tr>
 * <tr><td>{@code chat.template}</td><td>renders a model's own template</td><td>nothing</td></tr>
 * <tr><td>{@code retrieval}</td><td>passages for a conversation, out of the documents</td>
 *     <td>{@code documents}, {@code documents.catalog}, {@code documents.index},
 *     {@code embedding}, {@code error}</td></tr>
 * <tr><td>{@code documents}</td><td>files and collections, kept in step and searched</td>
 *     <td>{@code documents.block}, {@code documents.catalog}, {@code documents.index},
 *     {@code documents.parsing}, {@code documents.splitting}, {@code embedding}, {@code storage},
 *     {@code threads}, {@code error}</td></tr>
 * <tr><td>{@code documents.block}</td><td>what a document consists of</td>
 *     <td>nothing</td></tr>
 * <tr><td>{@code documents.catalog}</td><td>which files and collections there are, on the disk</td>
 *     <td>{@code documents.splitting}, {@code storage}, {@code error}</td></tr>
 * <tr><td>{@code documents.index}</td><td>finds chunks by words and meaning</td>
 *     <td>{@code documents.splitting}</td></tr>
 * <tr><td>{@code documents.parsing}</td><td>has documents read in a process of its own</td>
 *     <td>{@code documents.block}, {@code engine.process}</td></tr>
 * <tr><td>{@code documents.parsing.worker}</td><td>that process: a reader for each format</td>
 *     <td>{@code documents.block}, and PDFBox and jsoup as nobody else</td></tr>
 * <tr><td>{@code documents.splitting}</td><td>documents become chunks</td>
 *     <td>{@code documents.block}</td></tr>
 * <tr><td>{@code embedding}</td><td>texts become vectors</td>
 *     <td>{@code embedding.natives}, {@code threads}, {@code config}, {@code error}</td></tr>
 * <tr><td>{@code embedding.natives}</td><td>ONNX Runtime and tokenizers, once in a JVM</td>
 *     <td>nothing</td></tr>
 * <tr><td>{@code models}</td><td>finds and describes models</td>
 *     <td>{@code models.gguf}, {@code models.pull}, {@code config}, {@code error}</td></tr>
 * <tr><td>{@code models.gguf}</td><td>reads GGUF files</td><td>{@code error}</td></tr>
 * <tr><td>{@code models.pull}</td><td>pulls models</td>
 *     <td>{@code models.gguf}, {@code config}, {@code error}</td></tr>
 * <tr><td>{@code engine}</td><td>the interface behind which a model runs; admission</td>
 *     <td>{@code models}, {@code config}, {@code error}</td></tr>
 * <tr><td>{@code engine.process}</td><td>a supervised child process</td>
 *     <td>{@code config}, {@code error}</td></tr>
 * <tr><td>{@code engine.process.guard}</td><td>ends a foreign program with its parent</td>
 *     <td>nothing</td></tr>
 * <tr><td>{@code engine.http}</td><td>one request to another process, over any connection</td>
 *     <td>nothing</td></tr>
 * <tr><td>{@code engine.child}</td><td>an engine in a child, whatever is spoken to it</td>
 *     <td>{@code engine}, {@code engine.process}, {@code error}</td></tr>
 * <tr><td>{@code engine.jni}</td><td>the engine in a child JVM</td>
 *     <td>{@code engine}, {@code engine.child}, {@code engine.process}, {@code engine.jni.frame},
 *     {@code error}</td></tr>
 * <tr><td>{@code engine.llamaserver}</td><td>a llama-server as the child</td>
 *     <td>{@code engine}, {@code engine.child}, {@code engine.http}, {@code
 *     engine.process}, {@code engine.process.guard}, {@code error}</td></tr>
 * <tr><td>{@code engine.pool}</td><td>several models that share the memory</td>
 *     <td>{@code engine}, {@code threads}, {@code error}</td></tr>
 * <tr><td>{@code engine.remote}</td><td>an OpenAI-compatible server elsewhere</td>
 *     <td>{@code engine}, {@code engine.http}, {@code error}</td></tr>
 * <tr><td>{@code engine.jni.frame}</td><td>what both JVMs say to each other</td>
 *     <td>nothing</td></tr>
 * <tr><td>{@code engine.jni.worker}</td><td>that child JVM, with llama.cpp in it</td>
 *     <td>{@code engine.jni.frame}, and {@code de.kherud.llama} as nobody else</td></tr>
 * <tr><td>{@code training}</td><td>datasets</td>
 *     <td>{@code embedding}, {@code storage}, {@code config}, {@code error}</td></tr>
 * <tr><td>{@code storage}</td><td>what makes changes of files last</td>
 *     <td>{@code error}</td></tr>
 * <tr><td>{@code threads}</td><td>sees threads off</td><td>nothing</td></tr>
 * <tr><td>{@code keys}</td><td>who calls, what they may do, and what they have used</td>
 *     <td>{@code config}, {@code error}</td></tr>
 * <tr><td>{@code metrics}</td><td>what is counted and timed</td><td>{@code config}</td></tr>
 * </table>
 */
package dev.servllama;
