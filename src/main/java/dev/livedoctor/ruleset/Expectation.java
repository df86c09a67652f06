package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that a case expects of its report.
 *
 * @param key what it stands under
 * @param word a code, the name of a metric or attribute, or a constant; empty for a scope
 * @param scope dimension to value; empty for all else
 * @param line where it stands
 * @param column where it stands
 */
record Expectation(Key key, String word, Map<String, String> scope, int line, int column) {
    /** What can be expected. */
    enum Key {
        SILENT("silent"),
        FIRST("first"),
        VERDICT("verdict"),
        STATUS("status"),
        SCOPE("scope"),
        SYMPTOMS("symptoms"),
        AMONG("among"),
        RULED_OUT("ruledOut"),
        UNTESTABLE("untestable"),
        MEASURE_NEXT("measureNext"),
        ABSENT("absent"),
        NOT_CONFIRMED("notConfirmed");

        private final String word;

        Key(String word) {
            this.word = word;
        }

        /** As cases write it. */
        String word() {
            return word;
        }

        /** Whether causes are named under it. */
        boolean ofCauses() {
            return switch (this) {
                case FIRST, AMONG, RULED_OUT, UNTESTABLE, ABSENT, NOT_CONFIRMED -> true;
                default -> false;
            };
        }
    }

    /** What {@code expect} asks for, which is right. */
    static List<Expectation> of(YamlValue expect) {
        if (expect.isText()) {
            return List.of(at(Key.SILENT, expect, "", Map.of()));
        }
        List<Expectation> expectations = new ArrayList<>();
        for (Key key : Key.values()) {
            YamlValue value = expect.at(key.word());
            if (key == Key.SCOPE && value.present()) {
                Map<String, String> scope = new TreeMap<>();
                value.fields().forEach((dimension, of) -> scope.put(dimension, of.text()));
                expectations.add(at(key, value, "", scope));
            } else {
                value.oneOrMore().forEach(word -> expectations.add(at(key, word, word.text(), Map.of())));
            }
        }
        return List.copyOf(expectations);
    }

    private static Expectation at(Key key, YamlValue value, String word, Map<String, String> scope) {
        return new Expectation(key, word, scope, value.line(), value.column());
    }

    /** Whether {@code report} says so. */
    boolean isMet(Report report) {
        List<Diagnosis> diagnoses = report.diagnoses();
        return switch (key) {
            case SILENT -> report.symptoms().stream().allMatch(symptom -> symptom.severity() == Severity.INFO);
            case FIRST -> names(diagnoses.stream().limit(1), Diagnosis::code);
            case VERDICT ->
                names(diagnoses.stream().limit(1), first -> first.verdict().name());
            case STATUS -> names(Stream.of(report.status()), Enum::name);
            case SCOPE ->
                !diagnoses.isEmpty() && diagnoses.get(0).scope().dimensions().equals(scope);
            case SYMPTOMS -> names(report.symptoms().stream(), Report.SymptomFound::code);
            case AMONG -> names(diagnoses.stream(), Diagnosis::code);
            case RULED_OUT -> names(report.ruledOut().stream(), Report.RuledOut::cause);
            case UNTESTABLE -> names(report.untestable().stream(), Report.Untestable::cause);
            case MEASURE_NEXT -> names(report.measureNext().stream(), Report.Measurement::metric);
            case ABSENT -> !names(diagnoses.stream(), Diagnosis::code);
            case NOT_CONFIRMED ->
                !names(diagnoses.stream().filter(one -> one.verdict() == Verdict.CONFIRMED), Diagnosis::code);
        };
    }

    private <T> boolean names(Stream<T> said, Function<T, String> name) {
        return said.map(name).anyMatch(word::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return switch (key) {
            case SILENT -> "silence";
            case SCOPE -> "scope " + scope;
            case ABSENT -> "no " + word;
            case NOT_CONFIRMED -> word + " not confirmed";
            case RULED_OUT -> word + " ruled out";
            case UNTESTABLE -> word + " untestable";
            case MEASURE_NEXT -> word + " to be measured next";
            default -> word;
        };
    }
}
