package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One example: a snapshot, and what is expected of its report.
 *
 * @param name of the case
 * @param line where it begins
 * @param given the snapshot
 * @param expect where the expectations stand
 */
record Case(String name, int line, MetricSnapshot given, YamlValue expect) {

    /** Complains of each expectation that {@code report} does not meet. */
    void check(Report report) {
        new Comparison(this, report).check();
    }

    /** What a case expects, beside what was said. */
    private record Comparison(Case one, Report report) {

        void check() {
            YamlValue expect = one.expect();
            if (expect.isText()) {
                boolean silent = report.symptoms().stream().allMatch(symptom -> symptom.severity() == Severity.INFO);
                demand(expect, expect.text().equals("silent") && silent, "silence");
                return;
            }
            Diagnosis first =
                    report.diagnoses().isEmpty() ? null : report.diagnoses().get(0);
            List<String> diagnosed =
                    report.diagnoses().stream().map(Diagnosis::code).toList();
            demandText(expect.at("first"), first == null ? "" : first.code());
            demandText(
                    expect.at("verdict"), first == null ? "" : first.verdict().name());
            demandText(expect.at("status"), report.status().name());
            if (expect.at("scope").present()) {
                Map<String, String> scope = expect.at("scope").fields().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().text(), (a, b) -> b, TreeMap::new));
                demand(
                        expect.at("scope"),
                        first != null && first.scope().dimensions().equals(scope),
                        "scope " + scope);
            }
            demandAll(
                    expect.at("symptoms"),
                    report.symptoms().stream().map(SymptomFound::code).toList());
            demandAll(expect.at("among"), diagnosed);
            demandAll(
                    expect.at("ruledOut"),
                    report.ruledOut().stream().map(Report.RuledOut::cause).toList());
            demandAll(
                    expect.at("untestable"),
                    report.untestable().stream().map(Report.Untestable::cause).toList());
            demandAll(
                    expect.at("measureNext"),
                    report.measureNext().stream()
                            .map(Report.Measurement::metric)
                            .toList());
            expect.at("absent")
                    .oneOrMore()
                    .forEach(name -> demand(name, !diagnosed.contains(name.text()), "no " + name.text()));
            expect.at("notConfirmed")
                    .oneOrMore()
                    .forEach(name -> demand(
                            name,
                            report.diagnoses().stream()
                                    .noneMatch(diagnosis -> diagnosis.verdict() == Verdict.CONFIRMED
                                            && diagnosis.code().equals(name.text())),
                            name.text() + " not confirmed"));
        }

        private void demandText(YamlValue expected, String found) {
            if (expected.present()) {
                demand(expected, expected.text().equalsIgnoreCase(found), expected.text());
            }
        }

        private void demandAll(YamlValue expected, Collection<String> found) {
            expected.oneOrMore().forEach(name -> demand(name, found.contains(name.text()), name.text()));
        }

        private void demand(YamlValue where, boolean met, String expected) {
            if (!met) {
                List<String> diagnoses = report.diagnoses().stream()
                        .map(diagnosis -> diagnosis.code() + " " + diagnosis.verdict() + " " + diagnosis.scope())
                        .toList();
                List<String> symptoms = report.symptoms().stream()
                        .map(symptom -> symptom.code() + " " + symptom.severity() + " " + symptom.scope())
                        .toList();
                where.complain(
                        ComplaintCode.CASE_FAILED,
                        "the case \"" + one.name() + "\" of line " + one.line() + " expects " + expected
                                + ", and the report says " + report.status() + ", symptoms " + symptoms
                                + ", diagnoses " + diagnoses + ".",
                        "the rules with ?explain=true?");
            }
        }
    }
}
