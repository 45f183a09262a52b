/**
 * servllama: the OpenAI API for your own models, as one WAR.
 *
 * <p>A request comes in at {@code http}, becomes a prompt in {@code chat}, and is handed to the
 * {@code engine}, which runs the model in a process of its own; tokens come back the same way. Each
 * package has one job and may import only what stands here:
 *
 * <table>
 *   <caption>The packages</caption>
 *   <tr><th>package</th><th>its one job</th><th>may import</th></tr>
 *   <tr><td>launch</td><td>java -jar: starts Jetty on this WAR</td><td>none</td></tr>
 *   <tr><td>boot</td><td>builds the parts in order, closes them in reverse</td>
 *     <td>all but launch and the worker</td></tr>
 *   <tr><td>config</td><td>settings as records, read once</td><td>none</td></tr>
 *   <tr><td>error</td><td>what can go wrong; knows no HTTP</td><td>none</td></tr>
 *   <tr><td>openai</td><td>the wire format as records, strictly read</td><td>error</td></tr>
 *   <tr><td>http</td><td>resources, filters, streams; where an error becomes a status</td>
 *     <td>openai, chat, engine, error</td></tr>
 *   <tr><td>chat</td><td>a conversation becomes a prompt, tokens become an answer</td>
 *     <td>chat.template, chat.schema, engine, models, error</td></tr>
 *   <tr><td>chat.template</td><td>renders chat templates</td><td>none</td></tr>
 *   <tr><td>chat.schema</td><td>JSON Schemas become grammars</td><td>error</td></tr>
 *   <tr><td>models</td><td>finding, pulling, checking and describing GGUF files</td>
 *     <td>error</td></tr>
 *   <tr><td>engine</td><td>the interface of engines, and admission to them</td>
 *     <td>error</td></tr>
 *   <tr><td>engine.process</td><td>a supervised child process; knows nothing of models</td>
 *     <td>none</td></tr>
 *   <tr><td>engine.jni</td><td>the engine inside the WAR: a child JVM over frames</td>
 *     <td>engine, engine.process, engine.jni.frame, error</td></tr>
 *   <tr><td>engine.jni.frame</td><td>what the two say to each other</td><td>none</td></tr>
 *   <tr><td>engine.jni.worker</td><td>that child's main; alone touches de.kherud:llama</td>
 *     <td>engine.jni.frame</td></tr>
 * </table>
 */
package dev.servllama;
