package dev.servllama.metrics;

import com.codahale.metrics.Gauge;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What runs the models, asked when somebody looks. Thread-safe. */
final class EngineGauges {
  private static final String MODEL = "model";

  private final Map<String, EngineSource> sources = new ConcurrentHashMap<>();
  private final Map<String, CpuPercent> cpu = new ConcurrentHashMap<>();
  private final Family<Gauge<Number>> about;
  private final Map<Family<Gauge<Number>>, Function<EngineSource, Number>> gauges;

  EngineGauges(Families families) {
    about =
        families.gauges(
            Description.gauge(
                "servllama_engine_info",
                "What runs a model; always 1.",
                MODEL,
                "engine",
                "version"));
    gauges =
        Map.of(
            gauge(families, "model_loaded", "Whether the model is in memory, 1 or 0."),
            source -> source.loaded() ? 1 : 0,
            gauge(families, "slots", "Answers that are worked on at once."),
            source -> source.places().slots(),
            gauge(families, "slots_busy", "Answers that are worked on now."),
            source -> source.places().busy(),
            gauge(families, "queue_length", "Answers that wait for a slot."),
            source -> source.places().waiting(),
            counter(families, "engine_restarts_total", "Restarts of the engine's process."),
            source -> source.places().restarts(),
            counter(families, "engine_cpu_seconds_total", "CPU time of the engine's process."),
            source -> process(source).cpuSeconds(),
            gauge(families, "engine_resident_memory_bytes", "Memory of the engine's process."),
            source -> process(source).residentBytes(),
            gauge(families, "engine_threads", "Threads of the engine's process."),
            source -> process(source).threads(),
            gauge(families, "engine_start_time_seconds", "Its start, in seconds since 1970."),
            source -> process(source).startSeconds());
  }

  private static Family<Gauge<Number>> gauge(Families families, String name, String help) {
    return families.gauges(Description.gauge("servllama_" + name, help, MODEL));
  }

  private static Family<Gauge<Number>> counter(Families families, String name, String help) {
    return families.gauges(Description.counter("servllama_" + name, help, MODEL));
  }

  void add(String model, EngineSource source) {
    sources.put(model, source);
    cpu.put(model, new CpuPercent(() -> process(source).cpuSeconds()));
    about.put(() -> 1, model, source.about().kind(), source.about().version());
    gauges.forEach((family, value) -> family.put(() -> value.apply(source), model));
  }

  Set<String> models() {
    return sources.keySet();
  }

  /** Null if the model has not been added. */
  EngineReport report(String model) {
    EngineSource source = sources.get(model);
    if (source == null) {
      return null;
    }
    EngineSource.Places places = source.places();
    return new EngineReport(
        source.about(),
        source.loaded(),
        places.slots(),
        places.busy(),
        places.waiting(),
        places.restarts(),
        ProcessReport.of(process(source), cpu.get(model).value()));
  }

  private static ProcessFigures process(EngineSource source) {
    return source.process().isPresent()
        ? ProcessFigures.of(source.process().getAsLong())
        : ProcessFigures.NONE;
  }
}
