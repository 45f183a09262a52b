package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The last quarter of an hour.
 *
 * @param interval between two samples, in seconds; the last one is of this moment
 * @param samples the oldest first
 * @param errors requests that were not answered well, the latest first
 */
public record HistoryReport(
    @JsonProperty("interval_seconds") long interval,
    List<Sample> samples,
    List<RecentErrors.Failure> errors) {}
