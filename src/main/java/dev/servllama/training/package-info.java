/**
 * Training data: named datasets of prompts with the responses that are wanted, kept as JSON lines
 * that survive a crash, found again by meaning, and filled from chat when feedback is on.
 *
 * <p>A dataset {@code NAME} is a file {@code NAME.jsonl}. It only grows: a line that was upserted
 * takes the place of all earlier ones with the same prompt, and when such lines take more room than
 * the others the file is written anew beside itself and renamed. Vectors lie in {@code
 * NAME.vectors}, each under its prompt's {@link dev.servllama.training.PromptKey}, so that the two
 * files cannot disagree. What is answered has been forced to disk.
 */
package dev.servllama.training;
