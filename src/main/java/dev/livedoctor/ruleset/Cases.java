package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Diagnostician;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The tested examples of a pack: snapshots with what must be said of them. A pack proves itself by its cases. */
public final class Cases {
    private static final Instant START = Instant.parse("2026-11-22T13:04:00Z");
    private static final Instant END = Instant.parse("2026-11-22T13:05:00Z");

    private final List<Case> cases = new ArrayList<>();

    /** One example: a snapshot, and where and what is expected of its report. */
    private record Case(String name, MetricSnapshot given, YamlValue expect) {}

    /**
     * Reads the cases of a pack.
     *
     * @param files path within the pack to YAML text
     * @param complaints receives what cannot be read
     */
    public Cases(SortedMap<String, String> files, List<Complaint> complaints) {
        files.forEach((file, text) -> YamlValue.read(file, text, complaints)
                .items()
                .forEach(item -> {
                    item.allow("name", "given", "expect");
                    cases.add(new Case(item.at("name").text(), snapshot(item.at("given")), item.at("expect")));
                }));
    }

    /** How many there are. */
    public int count() {
        return cases.size();
    }

    /** Puts every case to {@code diagnostician}; a complaint for each expectation that is not met is added where the case was read to. */
    public void run(Diagnostician diagnostician) {
        cases.forEach(one -> new Expectation(one, diagnostician.diagnose(one.given())).check());
    }

    private static MetricSnapshot snapshot(YamlValue given) {
        given.allow("room", "window", "metrics", "attributes", "baseline", "previous", "slices", "events");
        YamlValue window = given.at("window");
        List<Slice> slices = given.at("slices").items().stream()
                .map(slice -> new Slice(
                        values(slice.at("dimensions"), YamlValue::text),
                        values(slice.at("metrics"), YamlValue::number),
                        values(slice.at("baseline"), YamlValue::number)))
                .toList();
        List<RoomEvent> events = given.at("events").items().stream()
                .map(event -> new RoomEvent(
                        instant(event.at("at"), END),
                        event.at("type").text(),
                        event.at("note").text("")))
                .toList();
        return new MetricSnapshot(
                given.at("room").text("case"),
                new Window(instant(window.at("start"), START), instant(window.at("end"), END)),
                values(given.at("metrics"), YamlValue::number),
                values(given.at("attributes"), YamlValue::scalar),
                values(given.at("baseline"), YamlValue::number),
                values(given.at("previous"), YamlValue::number),
                slices,
                events);
    }

    private static <T> Map<String, T> values(YamlValue value, Function<YamlValue, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        value.fields().forEach((name, field) -> values.put(name, read.apply(field)));
        return values;
    }

    private static Instant instant(YamlValue value, Instant otherwise) {
        if (!value.present()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(value.text()).toInstant();
        } catch (DateTimeException e) {
            value.complain("a time with its zone expected.", "2026-11-22T13:04:00Z?");
            return otherwise;
        }
    }

    /** What a case expects, beside what was said. */
    private record Expectation(Case one, Report report) {

        void check() {
            YamlValue expect = one.expect();
            if (expect.isText()) {
                boolean silent = report.symptoms().stream().allMatch(symptom -> symptom.severity() == Severity.INFO);
                demand(expect, expect.text().equals("silent") && silent, "silence");
                return;
            }
            expect.allow(
                    "first",
                    "verdict",
                    "scope",
                    "symptoms",
                    "status",
                    "among",
                    "absent",
                    "ruledOut",
                    "notConfirmed",
                    "untestable",
                    "measureNext");
            Diagnosis first =
                    report.diagnoses().isEmpty() ? null : report.diagnoses().get(0);
            List<String> diagnosed =
                    report.diagnoses().stream().map(Diagnosis::code).toList();
            demandText(expect.at("first"), first == null ? "" : first.code());
            demandText(
                    expect.at("verdict"), first == null ? "" : first.verdict().name());
            demandText(expect.at("status"), report.status().name());
            if (expect.at("scope").present()) {
                Map<String, String> scope = new TreeMap<>(values(expect.at("scope"), YamlValue::text));
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
            names(expect.at("absent"))
                    .forEach(name -> demand(name, !diagnosed.contains(name.text()), "no " + name.text()));
            names(expect.at("notConfirmed"))
                    .forEach(name -> demand(
                            name,
                            report.diagnoses().stream()
                                    .noneMatch(diagnosis -> diagnosis.verdict() == Verdict.CONFIRMED
                                            && diagnosis.code().equals(name.text())),
                            name.text() + " not confirmed"));
        }

        private static List<YamlValue> names(YamlValue value) {
            return value.isText() ? List.of(value) : value.items();
        }

        private void demandText(YamlValue expected, String found) {
            if (expected.present()) {
                demand(expected, expected.text().equals(found), expected.text());
            }
        }

        private void demandAll(YamlValue expected, Collection<String> found) {
            names(expected).forEach(name -> demand(name, found.contains(name.text()), name.text()));
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
                        "the case \"" + one.name() + "\" expects " + expected + ", and the report says "
                                + report.status() + ", symptoms " + symptoms + ", diagnoses " + diagnoses + ".",
                        "");
            }
        }
    }
}
