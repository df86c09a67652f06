package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Report;
import java.time.Instant;

/**
 * A report that was given.
 *
 * @param id of the report
 * @param at when the room was diagnosed
 * @param report what was said
 */
public record StoredReport(String id, Instant at, Report report) {}
