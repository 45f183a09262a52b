package dev.servllama.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServllamaTest {
  private static final String REFUSAL = "No more filters.";

  @TempDir private Path data;

  private static Set<ObjectName> ours() {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .queryNames(new ObjectName("dev.servllama*:*"), null);
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  /** A container that takes part until the first filter, when the metrics have been started. */
  private ServletContext context(AtomicReference<Set<ObjectName>> whenRefused) {
    Map<String, String> settings = Map.of("DATA_DIR", data.toString(), "API_KEYS", "sk-test");
    return (ServletContext)
        Proxy.newProxyInstance(
            ServletContext.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getInitParameterNames" -> Collections.enumeration(settings.keySet());
                  case "getInitParameter" -> settings.get((String) arguments[0]);
                  case "getContextPath" -> "/half-way";
                  case "addFilter" -> {
                    whenRefused.set(ours());
                    throw new IllegalStateException(REFUSAL);
                  }
                  default -> null;
                });
  }

  @Test
  void leavesNothingInJmxWhenItsStartFailsHalfWay() {
    AtomicReference<Set<ObjectName>> whenRefused = new AtomicReference<>();
    Set<ObjectName> before = ours();
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> Servllama.start(context(whenRefused)));
    assertEquals(REFUSAL, failure.getMessage());
    assertEquals(0, failure.getSuppressed().length);
    assertTrue(whenRefused.get().size() > before.size(), () -> whenRefused.get().toString());
    assertEquals(before, ours());
  }
}
