package dev.livedoctor.workbench;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts snapshots to the live rules and to a candidate, and tells what the candidate would say otherwise. */
public final class Replay {
    private final Ruleset live;
    private final Ruleset candidate;

    /** A comparison of {@code candidate} with {@code live}. */
    public Replay(Ruleset live, Ruleset candidate) {
        this.live = live;
        this.candidate = candidate;
    }

    /**
     * A snapshot of which the candidate says something else.
     *
     * @param room of the snapshot
     * @param end of its window
     * @param before status under the live rules
     * @param after status under the candidate
     * @param verdicts what is said otherwise
     */
    public record Difference(String room, String end, String before, String after, List<VerdictChange> verdicts) {}

    /**
     * A verdict that would change.
     *
     * @param code of the cause or symptom
     * @param before verdict or severity, with the scope where it is not the whole room; empty where nothing was said
     * @param after the same under the candidate
     * @param rules the rules that fire in one of the two only, and speak of it
     */
    public record VerdictChange(String code, String before, String after, List<String> rules) {}

    /** What the candidate says otherwise of {@code snapshot}; empty where it says the same. */
    public Optional<Difference> compare(MetricSnapshot snapshot) {
        return compare(snapshot, live.diagnose(snapshot));
    }

    /** What the candidate says otherwise of {@code snapshot} than the live report {@code before}; empty where it says the same. */
    public Optional<Difference> compare(MetricSnapshot snapshot, Report before) {
        Report after = candidate.diagnose(snapshot);
        SortedMap<String, String> was = verdicts(before);
        SortedMap<String, String> is = verdicts(after);
        if (was.equals(is) && before.status() == after.status()) {
            return Optional.empty();
        }
        Set<String> onlyOne = live.fired(snapshot);
        Set<String> fired = candidate.fired(snapshot);
        Set<String> both = new TreeSet<>(onlyOne);
        both.retainAll(fired);
        onlyOne.addAll(fired);
        onlyOne.removeAll(both);
        List<VerdictChange> changes = new ArrayList<>();
        Set<String> codes = new TreeSet<>(was.keySet());
        codes.addAll(is.keySet());
        for (String code : codes) {
            if (!Objects.equals(was.get(code), is.get(code))) {
                changes.add(new VerdictChange(
                        code, was.getOrDefault(code, ""), is.getOrDefault(code, ""), rulesOf(code, onlyOne)));
            }
        }
        return Optional.of(new Difference(
                snapshot.room(),
                snapshot.window().end().toString(),
                before.status().name(),
                after.status().name(),
                changes));
    }

    /** Rules are named after what they speak of. */
    private static List<String> rulesOf(String code, Set<String> rules) {
        String stem = PackReader.stemOf(code) + ":";
        return rules.stream().filter(rule -> rule.startsWith(stem)).toList();
    }

    private static SortedMap<String, String> verdicts(Report report) {
        SortedMap<String, String> verdicts = new TreeMap<>();
        report.symptoms()
                .forEach(symptom -> verdicts.merge(
                        symptom.code(), symptom.severity() + in(symptom.scope()), (one, other) -> one + ", " + other));
        report.diagnoses()
                .forEach(diagnosis -> verdicts.put(diagnosis.code(), diagnosis.verdict() + in(diagnosis.scope())));
        return verdicts;
    }

    private static String in(Scope scope) {
        return scope.isRoom() ? "" : " " + scope;
    }
}
