package dev.servllama.engine.child;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.EngineInfo;

/**
 * What an engine in a child process is, whatever the child.
 *
 * @param info which engine it is
 * @param capabilities what it can do
 * @param slots generations at once, at least 1
 * @param context tokens of one slot for prompt and answer
 * @param vocabulary how many tokens the model knows
 * @param maxQueue jobs that may wait
 */
public record ChildSettings(
    EngineInfo info,
    Capabilities capabilities,
    int slots,
    int context,
    int vocabulary,
    int maxQueue) {}
