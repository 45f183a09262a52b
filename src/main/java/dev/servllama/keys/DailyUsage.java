package dev.servllama.keys;

import java.time.LocalDate;

/**
 * What a caller used on one day.
 *
 * @param day of UTC
 * @param name the caller's
 */
public record DailyUsage(LocalDate day, String name, Usage usage) {}
