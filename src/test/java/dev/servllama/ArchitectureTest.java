package dev.servllama;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the table in the package-info of {@code dev.servllama}. */
class ArchitectureTest {
  private static final String ROOT = "dev.servllama.";
  private static final String BRIDGE = "de.kherud.llama";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.servllama", BRIDGE)
          .that(resideInAnyPackage("dev.servllama..", BRIDGE));

  /** All that boot wires together. */
  private static final Set<String> PARTS =
      Set.of(
          "config",
          "error",
          "openai",
          "openapi",
          "http",
          "chat",
          "chat.schema",
          "chat.template",
          "retrieval",
          "embedding",
          "models",
          "models.gguf",
          "models.pull",
          "engine",
          "engine.process",
          "engine.child",
          "engine.jni",
          "engine.pool",
          "engine.llamaserver",
          "engine.remote",
          "documents",
          "documents.parsing",
          "training",
          "keys",
          "metrics");

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("launch", Set.of()),
          Map.entry("boot", PARTS),
          Map.entry("config", Set.of()),
          Map.entry("error", Set.of()),
          Map.entry("openai", Set.of("error")),
          Map.entry("openapi", Set.of("openai")),
          Map.entry(
              "http",
              Set.of(
                  "openai",
                  "openapi",
                  "chat",
                  "chat.schema",
                  "engine",
                  "retrieval",
                  "documents",
                  "documents.catalog",
                  "documents.index",
                  "documents.splitting",
                  "embedding",
                  "training",
                  "models",
                  "metrics",
                  "keys",
                  "error")),
          Map.entry("keys", Set.of("config", "error")),
          Map.entry(
              "chat",
              Set.of(
                  "chat.schema",
                  "chat.template",
                  "retrieval",
                  "engine",
                  "models",
                  "models.gguf",
                  "error")),
          Map.entry("chat.schema", Set.of("error")),
          Map.entry("chat.template", Set.of()),
          Map.entry(
              "retrieval",
              Set.of("documents", "documents.catalog", "documents.index", "embedding", "error")),
          Map.entry(
              "documents",
              Set.of(
                  "documents.block",
                  "documents.catalog",
                  "documents.index",
                  "documents.parsing",
                  "documents.splitting",
                  "embedding",
                  "storage",
                  "threads",
                  "error")),
          Map.entry("documents.block", Set.of()),
          Map.entry("documents.catalog", Set.of("documents.splitting", "storage", "error")),
          Map.entry("documents.index", Set.of("documents.splitting")),
          Map.entry("documents.parsing", Set.of("documents.block", "engine.process")),
          Map.entry("documents.parsing.worker", Set.of("documents.block")),
          Map.entry("documents.splitting", Set.of("documents.block")),
          Map.entry("embedding", Set.of("embedding.natives", "threads", "config", "error")),
          Map.entry("embedding.natives", Set.of()),
          Map.entry("models", Set.of("models.gguf", "models.pull", "config", "error")),
          Map.entry("models.gguf", Set.of("error")),
          Map.entry("models.pull", Set.of("models.gguf", "config", "error")),
          Map.entry("engine", Set.of("models", "config", "error")),
          Map.entry("engine.process", Set.of("config", "error")),
          Map.entry("engine.process.guard", Set.of()),
          Map.entry("engine.http", Set.of()),
          Map.entry("engine.child", Set.of("engine", "engine.process", "error")),
          Map.entry(
              "engine.jni",
              Set.of("engine", "engine.child", "engine.process", "engine.jni.frame", "error")),
          Map.entry(
              "engine.llamaserver",
              Set.of(
                  "engine",
                  "engine.child",
                  "engine.http",
                  "engine.process",
                  "engine.process.guard",
                  "error")),
          Map.entry("engine.pool", Set.of("engine", "threads", "error")),
          Map.entry("engine.remote", Set.of("engine", "engine.http", "error")),
          Map.entry("engine.jni.frame", Set.of()),
          Map.entry("engine.jni.worker", Set.of("engine.jni.frame")),
          Map.entry("training", Set.of("embedding", "storage", "config", "error")),
          Map.entry("storage", Set.of("error")),
          Map.entry("threads", Set.of()),
          Map.entry("metrics", Set.of("config")));

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      if (isOurs(each)
          && !each.getPackageName().equals("dev.servllama")
          && !MAY_IMPORT.containsKey(packageOf(each))) {
        unknown.add(each.getPackageName());
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void everyPackageImportsOnlyWhatTheTableAllows() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (isOurs(each) && isOurs(target) && !isAllowed(packageOf(each), packageOf(target))) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void looksAtTheClassesThatThereAre() {
    List<String> seen = CLASSES.stream().map(JavaClass::getName).toList();

    assertTrue(seen.contains("dev.servllama.engine.jni.worker.Worker"));
    assertTrue(seen.contains("de.kherud.llama.NativeCompletions"));
    assertTrue(!seen.contains(ArchitectureTest.class.getName()));
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.servllama.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWebPartsKnowTheWeb() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "http", ROOT + "boot", ROOT + "launch")
        .should()
        .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheWorkerTouchesLlama() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "engine.jni.worker", BRIDGE)
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "boot.WorkerClasspath")
        .should()
        .dependOnClassesThat(resideInAPackage("de.kherud.."))
        .check(CLASSES);
  }

  @Test
  void theBridgeToLlamaKnowsNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage(BRIDGE)
        .should()
        .dependOnClassesThat(resideInAPackage("dev.servllama.."))
        .check(CLASSES);
  }

  private static boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(ROOT);
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring("dev.servllama".length()).replaceFirst("^\\.", "");
  }

  private static boolean isAllowed(String from, String to) {
    return from.equals(to) || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
  }
}
