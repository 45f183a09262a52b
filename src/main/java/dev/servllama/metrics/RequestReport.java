package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * HTTP requests.
 *
 * @param total that have ended
 * @param inFlight that have not
 * @param routes how many of a route ended with a status
 */
public record RequestReport(
    long total, @JsonProperty("in_flight") long inFlight, Map<String, Map<String, Long>> routes) {}
