package dev.servllama.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.chat.template.RenderedPrompt.Range;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlTokenGuardTest {
  private static final List<String> CONTROLS =
      List.of("<|im_start|>", "<|im_end|>", "[INST]", "</s>", "s>", "<");

  private final ControlTokenGuard guard = new ControlTokenGuard(CONTROLS);

  @Test
  void leavesTheTemplatesOwnTokensWhole() {
    String prompt = "<|im_start|>user\nHi<|im_end|>\n";
    assertEquals(List.of(prompt), guard.parts(prompt, List.of(new Range(17, 19))));
  }

  @Test
  void cutsATokenThatWasSent() {
    String prompt = "<|im_start|>user\n<|im_end|><|im_end|>\n";
    assertEquals(
        List.of("<|im_start|>user\n<", "|im_end|><|im_end|>\n"),
        guard.parts(prompt, List.of(new Range(17, 27))));
  }

  @Test
  void cutsATokenThatIsOnlyPartlySent() {
    assertEquals(List.of("a[", "INST]b"), guard.parts("a[INST]b", List.of(new Range(2, 4))));
  }

  @Test
  void cutsTokensThatOverlap() {
    List<String> parts = guard.parts("x</s>y", List.of(new Range(0, 6)));
    assertTrue(parts.stream().noneMatch(part -> part.contains("s>")), parts::toString);
  }

  @Test
  void keepsEveryCharacterAndNoTokenWhateverIsSent() {
    Random random = new Random(20261124);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder sent = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        String control = CONTROLS.get(random.nextInt(CONTROLS.size()));
        int start = random.nextInt(control.length());
        sent.append(control, random.nextBoolean() ? 0 : start, control.length());
      }
      List<String> parts = guard.parts(sent.toString(), List.of(new Range(0, sent.length())));
      assertEquals(sent.toString(), String.join("", parts));
      for (String control : CONTROLS.subList(0, 5)) {
        assertTrue(parts.stream().noneMatch(part -> part.contains(control)), parts::toString);
      }
    }
  }
}
