/**
 * Renders chat templates: the language of Python's jinja2 3.1 as the transformers library sets it
 * up (immutable sandbox, {@code trim_blocks}, {@code lstrip_blocks}, loop controls, generation
 * blocks, {@code tojson}, {@code strftime_now}, {@code raise_exception}).
 *
 * <p>A template is parsed once to an immutable tree and rendered from it. What a template says and
 * what the caller's data says is kept apart down to the characters of the prompt. Templates are not
 * trusted: they reach nothing of Java, and {@link dev.servllama.chat.template.Limits} bounds what
 * they use. The package depends on nothing but the JDK.
 */
package dev.servllama.chat.template;
