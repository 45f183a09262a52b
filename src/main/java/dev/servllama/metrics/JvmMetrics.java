package dev.servllama.metrics;

import com.codahale.metrics.Gauge;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.function.Function;

/** This process and its Java virtual machine, asked when somebody looks. Thread-safe. */
final class JvmMetrics {
  private static final double MILLIS = 1000;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long pid = ProcessHandle.current().pid();
  private final CpuPercent cpu = new CpuPercent(() -> process().cpuSeconds());

  JvmMetrics(Families families) {
    process(families, true, "process_cpu_seconds_total", "CPU time.", ProcessFigures::cpuSeconds);
    process(
        families, false, "process_resident_memory_bytes", "Memory.", ProcessFigures::residentBytes);
    process(
        families,
        false,
        "process_start_time_seconds",
        "Start, in seconds since 1970.",
        ProcessFigures::startSeconds);
    families
        .gauges(Description.gauge("jvm_threads_current", "Threads."))
        .put(threads::getThreadCount);
    Family<Gauge<Number>> used =
        families.gauges(Description.gauge("jvm_memory_used_bytes", "Memory in use.", "area"));
    used.put(() -> memory.getHeapMemoryUsage().getUsed(), "heap");
    used.put(() -> memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
    families
        .gauges(Description.gauge("jvm_memory_max_bytes", "The most it may be.", "area"))
        .put(() -> memory.getHeapMemoryUsage().getMax(), "heap");
    collectors(families);
  }

  private void process(
      Families families,
      boolean counts,
      String name,
      String help,
      Function<ProcessFigures, Number> value) {
    Description description =
        counts ? Description.counter(name, help) : Description.gauge(name, help);
    families.gauges(description).put(() -> value.apply(process()));
  }

  private static void collectors(Families families) {
    Family<Gauge<Number>> count =
        families.gauges(
            Description.counter("jvm_gc_collections_total", "Garbage collections.", "gc"));
    Family<Gauge<Number>> seconds =
        families.gauges(
            Description.counter("jvm_gc_collection_seconds_total", "Time of these.", "gc"));
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      count.put(bean::getCollectionCount, bean.getName());
      seconds.put(() -> bean.getCollectionTime() / MILLIS, bean.getName());
    }
  }

  ProcessReport processReport() {
    return ProcessReport.of(process(), cpu.value());
  }

  JvmReport report() {
    long collections = 0;
    long millis = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += Math.max(0, bean.getCollectionCount());
      millis += Math.max(0, bean.getCollectionTime());
    }
    return new JvmReport(
        memory.getHeapMemoryUsage().getUsed(),
        memory.getHeapMemoryUsage().getMax(),
        threads.getThreadCount(),
        collections,
        millis / MILLIS);
  }

  private ProcessFigures process() {
    return ProcessFigures.of(pid);
  }
}
