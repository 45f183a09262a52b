package dev.servllama;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of {@code dev.servllama}'s package-info. */
class ArchitectureTest {
  private static final String ROOT = "dev.servllama.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.servllama", "de.kherud.llama");

  /** Package to what it may import of ours; a name with {@code ..} has its subpackages with it. */
  private static final Map<String, Set<String>> TABLE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("launch", Set.of()),
              Map.entry(
                  "boot",
                  Set.of(
                      "config",
                      "error",
                      "openai",
                      "http",
                      "chat",
                      "chat.template",
                      "models..",
                      "engine",
                      "engine.process",
                      "engine.jni")),
              Map.entry("config", Set.of()),
              Map.entry("error", Set.of()),
              Map.entry("openai", Set.of("error")),
              Map.entry("http", Set.of("openai", "chat", "chat.schema", "engine", "error")),
              Map.entry(
                  "chat", Set.of("chat.template", "chat.schema", "engine", "models..", "error")),
              Map.entry("chat.template", Set.of()),
              Map.entry("chat.schema", Set.of("error")),
              Map.entry("models..", Set.of("error")),
              Map.entry("engine", Set.of("error")),
              Map.entry("engine.process", Set.of()),
              Map.entry(
                  "engine.jni", Set.of("engine", "engine.process", "engine.jni.frame", "error")),
              Map.entry("engine.jni.frame", Set.of()),
              Map.entry("engine.jni.worker", Set.of("engine.jni.frame"))));

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatTheTableAllows() {
    return TABLE.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
  }

  private static void check(String name, Set<String> allowed) {
    String[] reachable =
        Stream.concat(Stream.of(name), allowed.stream()).map(ROOT::concat).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.servllama..").and(not(resideInAnyPackage(reachable))))
        .check(CLASSES);
  }

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> missing =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(ROOT))
            .map(name -> name.substring(ROOT.length()))
            .filter(name -> TABLE.keySet().stream().noneMatch(row -> covers(row, name)))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), missing);
  }

  private static boolean covers(String row, String name) {
    return row.endsWith("..")
        ? (name + ".").startsWith(row.substring(0, row.length() - 1))
        : row.equals(name);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.servllama.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWorkerTouchesTheNativeLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.servllama.engine.jni.worker", "de.kherud..")
        .and()
        // It names one class, to find the jar that the worker needs.
        .doNotHaveFullyQualifiedName("dev.servllama.boot.WorkerClasspath")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("de.kherud..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEdgesKnowServletsAndResources() {
    classes()
        .that(not(resideInAnyPackage(ROOT + "http", ROOT + "boot", ROOT + "launch", "de.kherud..")))
        .should()
        .onlyDependOnClassesThat(not(resideInAnyPackage("jakarta..", "org.glassfish..")))
        .check(CLASSES);
  }
}
