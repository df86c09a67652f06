package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.List;

/**
 * A snapshot without a violation.
 *
 * @param snapshot what was measured
 * @param warnings about unknown names
 */
public record ParsedSnapshot(MetricSnapshot snapshot, List<Report.Warning> warnings) {}
