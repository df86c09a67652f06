package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.List;
import java.util.stream.Stream;

/**
 * One example: a snapshot, and what is expected of its report.
 *
 * @param file where it stands
 * @param name of the case
 * @param line where it begins
 * @param given the snapshot
 * @param expected of its report
 */
record Case(String file, String name, int line, MetricSnapshot given, List<Expectation> expected) {

    /** A complaint of each expectation that {@code report} does not meet. */
    Stream<Complaint> unmet(Report report) {
        return expected.stream()
                .filter(expectation -> !expectation.isMet(report))
                .map(expectation -> Complaint.of(
                        ComplaintCode.CASE_FAILED,
                        file,
                        expectation.line(),
                        expectation.column(),
                        "the case \"" + name + "\" of line " + line + " expects " + expectation
                                + ", and the report says " + said(report) + ".",
                        "the rules with ?explain=true?"));
    }

    private static String said(Report report) {
        List<String> diagnoses = report.diagnoses().stream()
                .map(diagnosis -> diagnosis.code() + " " + diagnosis.verdict() + " " + diagnosis.scope())
                .toList();
        List<String> symptoms = report.symptoms().stream()
                .map(symptom -> symptom.code() + " " + symptom.severity() + " " + symptom.scope())
                .toList();
        return report.status() + ", symptoms " + symptoms + ", diagnoses " + diagnoses;
    }
}
