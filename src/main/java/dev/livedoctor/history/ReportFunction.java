package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Report;

/** Makes reports of requests, under rules that do not change: the same request gives the same report. */
@FunctionalInterface
public interface ReportFunction {

    /** The report on the snapshot in {@code request}, which was diagnosed before. */
    Report diagnose(byte[] request);
}
