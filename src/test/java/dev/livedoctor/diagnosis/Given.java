package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A room as rules left it, for the tests of this room: knowledge, readings, blames, symptoms and evidence. */
final class Given {
    static final Scope NODE = Scope.of(Map.of("cdn_node", "jkt-2"));
    static final Scope ISP = Scope.of(Map.of("isp", "isp-a"));

    private final Map<String, CauseKnowledge> causes = new TreeMap<>();
    private final Map<String, SymptomKnowledge> symptoms = new TreeMap<>();
    private final Map<Scope, Map<String, Reading>> readings = new LinkedHashMap<>(Map.of(Scope.ROOM, new TreeMap<>()));
    private final List<Blame> blames = new ArrayList<>();
    private final List<Symptom> shown = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private boolean enough = true;
    private boolean maintenance;
    private boolean over;

    static Text text(String words) {
        return new Text(words, words + "（中文）");
    }

    /** A usual cause of the network layer: prior -2. */
    static CauseKnowledge cause(String code, Map<String, Boolean> explains, String... needs) {
        return cause(code, "network", -2, false, explains, needs);
    }

    static CauseKnowledge cause(
            String code, String layer, double prior, boolean harmless, Map<String, Boolean> explains, String... needs) {
        Action action = new Action(
                "ACT_ON_" + code,
                text("act on " + code),
                Owner.NETWORK,
                Urgency.NOW,
                List.of("act"),
                List.of("做"),
                text("none"),
                true,
                new Action.Verification("playback.stall_ratio", Direction.BELOW, 0.02, 5),
                text("nothing"));
        return new CauseKnowledge(
                code,
                layer,
                prior,
                harmless,
                explains,
                List.of(needs),
                text(code),
                text("means"),
                text("viewers"),
                text("confirm"),
                text("gaps"),
                List.of(action),
                AlertTimes.USUAL);
    }

    static SymptomKnowledge symptom(String code, Severity severity, String... covers) {
        return new SymptomKnowledge(
                code,
                severity,
                List.of(covers),
                text(code),
                text("means"),
                text("viewers"),
                text("confirm"),
                text("gaps"));
    }

    static Reading reading(
            String metric, Scope scope, double value, double expected, State state, boolean severe, double share) {
        return new Reading(
                metric,
                scope,
                value,
                expected,
                0.05,
                Direction.ABOVE,
                Basis.THRESHOLD,
                1_000,
                share,
                state,
                state == State.HIGH || state == State.LOW,
                severe,
                Habit.UNKNOWN,
                Trend.UNKNOWN);
    }

    static Reading high(String metric) {
        return reading(metric, Scope.ROOM, 0.1, Double.NaN, State.HIGH, false, 1);
    }

    static Reading high(String metric, Scope scope) {
        return reading(metric, scope, 0.1, Double.NaN, State.HIGH, false, 0.32);
    }

    static Blame blame(Scope scope, double score, double coverage, Scope... equivalents) {
        return new Blame(scope, score, coverage, 0.3, false, scope, List.of(equivalents));
    }

    Given knows(CauseKnowledge... more) {
        for (CauseKnowledge cause : more) {
            causes.put(cause.code(), cause);
            cause.explains().keySet().forEach(code -> symptoms.putIfAbsent(code, symptom(code, Severity.MAJOR)));
        }
        return this;
    }

    Given knows(SymptomKnowledge symptom) {
        symptoms.put(symptom.code(), symptom);
        return this;
    }

    Given reads(Reading... more) {
        for (Reading reading : more) {
            readings.computeIfAbsent(reading.scope(), scope -> new TreeMap<>()).put(reading.metric(), reading);
        }
        return this;
    }

    Given blames(Blame... more) {
        blames.addAll(List.of(more));
        return this;
    }

    Given shows(String symptom, Reading... by) {
        reads(by);
        shown.add(Evidence.shows(symptom, by).withRule("rule of " + symptom));
        return this;
    }

    Given supports(String cause, Weight weight, Fact by) {
        return says(Evidence.supports(cause, weight, by));
    }

    Given contradicts(String cause, Weight weight, Fact by) {
        return says(Evidence.contradicts(cause, weight, by));
    }

    Given says(Evidence one) {
        one.facts().forEach(fact -> {
            if (fact instanceof Reading reading) {
                reads(reading);
            }
        });
        evidence.add(one.withRule("rule of " + one.cause()));
        return this;
    }

    Given little() {
        enough = false;
        return this;
    }

    Given maintained() {
        maintenance = true;
        return this;
    }

    Given over() {
        over = true;
        return this;
    }

    Assessment assessment() {
        Set<String> measured = new HashSet<>();
        readings.values().forEach(inScope -> measured.addAll(inScope.keySet()));
        return new Assessment(List.of(), readings, measured, blames, enough, maintenance, over);
    }

    List<Evidence> evidence() {
        return evidence;
    }

    List<Symptom> shown() {
        return shown;
    }

    Report report() {
        return report(new Findings(shown, evidence, List.of()));
    }

    Report report(Findings findings) {
        Window window = new Window(Instant.parse("2026-11-22T13:04:00Z"), Instant.parse("2026-11-22T13:05:00Z"));
        return new Ranking(causes, symptoms, new Report.Rules("pack", "1", null, Map.of()))
                .rank(
                        new MetricSnapshot(
                                "room", window, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of()),
                        assessment(),
                        findings);
    }

    static Report.Diagnosis diagnosis(Report report, String code) {
        return report.diagnoses().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is no diagnosis of " + report.diagnoses()));
    }
}
