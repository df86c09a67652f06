package dev.livedoctor.ruleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.drools.DroolsRuleCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts questions with known answers to the shipped pack: snapshots written by people who had not seen the rules. Prints the share of
 * right answers by kind, the failures, and how far confidence can be believed.
 */
public final class Examiner {
    private final Ruleset ruleset;
    private final Map<String, int[]> byKind = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<double[]> confidences = new ArrayList<>();
    private final int[] first = new int[2];
    private final int[] three = new int[2];
    private final int[] scopes = new int[2];
    private final int[] quiet = new int[2];
    private final int[] whole = new int[2];

    Examiner(Ruleset ruleset) {
        this.ruleset = ruleset;
    }

    /** Examines the pack in the folder of the first argument with the questions in the files of the others. */
    public static void main(String[] arguments) throws IOException {
        Ruleset ruleset;
        try {
            ruleset = Ruleset.load(PackReader.files(Path.of(arguments[0])), new DroolsRuleCompiler());
        } catch (RulePackException e) {
            System.out.println(e.getMessage());
            return;
        }
        for (String file : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            Examiner examiner = new Examiner(ruleset);
            examiner.examine(Path.of(file));
            System.out.println(file + "\n" + examiner.result());
        }
    }

    void examine(Path questions) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(questions)) {
            if (!line.isBlank()) {
                JsonNode question = json.readTree(line);
                check(question, ruleset.diagnose(Snapshots.of(question.path("request"))));
            }
        }
    }

    private void check(JsonNode question, Report report) {
        JsonNode expect = question.path("expect");
        List<String> wrong = new ArrayList<>();
        List<String> codes =
                report.diagnoses().stream().map(Report.Diagnosis::code).toList();
        if (expect.has("first")) {
            Set<String> right = codes(expect.path("first"));
            tally(first, !codes.isEmpty() && right.contains(codes.get(0)));
            tally(three, codes.stream().limit(3).anyMatch(right::contains));
            if (codes.isEmpty() || !right.contains(codes.get(0))) {
                wrong.add("first " + right);
            }
            if (!codes.isEmpty()) {
                confidences.add(new double[] {
                    report.diagnoses().get(0).confidence(),
                    right.contains(codes.get(0)) ? 1 : 0,
                    report.diagnoses().get(0).verdict().ordinal()
                });
            }
        }
        if (expect.has("amongThree")) {
            Set<String> right = codes(expect.path("amongThree"));
            boolean all = codes.stream().limit(3).collect(Collectors.toSet()).containsAll(right);
            tally(three, all);
            if (!all) {
                wrong.add("among three " + right);
            }
        }
        if (expect.has("open")) {
            // What would decide is missing: one of these is among the first three, or is said not to be tested.
            Set<String> right = codes(expect.path("open"));
            boolean told = codes.stream().limit(3).anyMatch(right::contains)
                    || report.untestable().stream().anyMatch(one -> right.contains(one.cause()));
            tally(three, told);
            if (!told) {
                wrong.add("open " + right);
            }
        }
        if (expect.has("scope")) {
            boolean exact = !report.diagnoses().isEmpty()
                    && scopes(expect.path("scope"))
                            .contains(report.diagnoses().get(0).scope().dimensions());
            tally(scopes, exact);
            if (!exact) {
                wrong.add("scope " + expect.path("scope"));
            }
        }
        if (expect.has("onlyThere")) {
            // No other segment is told, be it by a diagnosis or by a symptom.
            List<Map<String, String>> told = Stream.concat(
                            report.diagnoses().stream().limit(1).map(Report.Diagnosis::scope),
                            report.symptoms().stream().map(Report.SymptomFound::scope))
                    .filter(scope -> !scope.isRoom())
                    .<Map<String, String>>map(Scope::dimensions)
                    .toList();
            boolean exact = !told.isEmpty() && scopes(expect.path("onlyThere")).containsAll(told);
            tally(scopes, exact);
            if (!exact) {
                wrong.add("only there " + expect.path("onlyThere") + " told " + told);
            }
        }
        if (expect.path("quiet").asBoolean()) {
            boolean calm = report.symptoms().stream().allMatch(symptom -> symptom.severity() == Severity.INFO)
                    && (report.status() == Status.HEALTHY || report.status() == Status.UNKNOWN);
            tally(quiet, calm);
            if (!calm) {
                wrong.add("quiet");
            }
        }
        if (expect.has("info") && !codes.contains(expect.path("info").asText())) {
            wrong.add("info " + expect.path("info").asText());
        }
        if (expect.has("symptoms")) {
            Set<String> seen =
                    report.symptoms().stream().map(Report.SymptomFound::code).collect(Collectors.toSet());
            if (!seen.containsAll(codes(expect.path("symptoms")))) {
                wrong.add("symptoms " + codes(expect.path("symptoms")));
            }
        }
        if (expect.has("notConfirmed")
                && report.diagnoses().stream()
                        .anyMatch(one -> one.verdict() == Verdict.CONFIRMED
                                && one.code().equals(expect.path("notConfirmed").asText()))) {
            wrong.add("not confirmed " + expect.path("notConfirmed").asText());
        }
        if (expect.has("measureNext")
                && report.measureNext().stream()
                        .noneMatch(one -> codes(expect.path("measureNext")).contains(one.metric()))) {
            wrong.add("measure next " + expect.path("measureNext"));
        }
        if (expect.has("asks")) {
            // One of these is asked for, be it as what would decide or as what a cause could not be tested without.
            Set<String> right = codes(expect.path("asks"));
            boolean asked = report.measureNext().stream().anyMatch(one -> right.contains(one.metric()))
                    || report.untestable().stream()
                            .filter(one -> one.cause()
                                    .equals(expect.path("notConfirmed").asText()))
                            .anyMatch(one -> one.needs().stream().anyMatch(right::contains));
            if (!asked) {
                wrong.add("asks " + right);
            }
        }
        if (expect.has("absent") && codes.contains(expect.path("absent").asText())) {
            wrong.add("absent " + expect.path("absent").asText());
        }
        if (expect.has("status")
                && !codes(expect.path("status")).contains(report.status().name())) {
            wrong.add("status " + codes(expect.path("status")));
        }
        if (expect.has("untestable")) {
            String code = expect.path("untestable").asText();
            if (!codes.contains(code)
                    && report.untestable().stream().noneMatch(one -> one.cause().equals(code))) {
                wrong.add("untestable " + code);
            }
        }
        tally(byKind.computeIfAbsent(question.path("kind").asText(), key -> new int[2]), wrong.isEmpty());
        tally(whole, wrong.isEmpty());
        if (!wrong.isEmpty()) {
            failures.add(question.path("id").asText() + ": wanted " + wrong + "\n      got " + told(report));
        }
    }

    private static String told(Report report) {
        return report.status() + " "
                + report.diagnoses().stream()
                        .limit(4)
                        .map(one -> one.code() + " " + one.verdict() + " " + Math.round(one.confidence() * 100) + "% "
                                + one.scope().dimensions()
                                + one.evidence().stream()
                                        .limit(3)
                                        .map(e -> e.metric().replaceAll(".*\\.", ""))
                                        .toList())
                        .toList()
                + "\n      symptoms "
                + report.symptoms().stream()
                        .map(one -> one.code() + " " + one.severity() + " "
                                + one.scope().dimensions()
                                + one.evidence().stream()
                                        .limit(2)
                                        .map(e -> e.metric() + "=" + e.observed() + "/" + e.bound() + " " + e.basis())
                                        .toList())
                        .toList()
                + "\n      next "
                + report.measureNext().stream().map(Report.Measurement::metric).toList()
                + " ruled out "
                + report.ruledOut().stream().map(Report.RuledOut::cause).toList();
    }

    /** Either of several where they name the same viewers. */
    private static List<Map<String, String>> scopes(JsonNode scope) {
        List<Map<String, String>> right = new ArrayList<>();
        for (JsonNode one : scope.isArray() ? scope : List.of(scope)) {
            Map<String, String> dimensions = new TreeMap<>();
            one.fields()
                    .forEachRemaining(entry ->
                            dimensions.put(entry.getKey(), entry.getValue().asText()));
            right.add(dimensions);
        }
        return right;
    }

    private static Set<String> codes(JsonNode node) {
        return node.isArray()
                ? java.util.stream.StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(java.util.LinkedHashSet::new))
                : Set.of(node.asText());
    }

    private static void tally(int[] count, boolean right) {
        count[0] += right ? 1 : 0;
        count[1]++;
    }

    double share(String what) {
        int[] count = Map.of("first", first, "three", three, "scope", scopes, "quiet", quiet, "whole", whole)
                .get(what);
        return (double) count[0] / count[1];
    }

    /** Mean squared distance between the confidence of the first diagnosis and what was right. */
    double brier() {
        return confidences.stream()
                .mapToDouble(one -> (one[0] - one[1]) * (one[0] - one[1]))
                .average()
                .orElse(0);
    }

    String result() {
        Map<String, Object> shares = new LinkedHashMap<>();
        byKind.forEach((kind, count) -> shares.put(kind, count[0] + "/" + count[1]));
        return String.join("\n   ", failures) + "\n" + shares
                + String.format(
                        "%nfirst %.3f, first three %.3f, scope %.3f, quiet %.3f, Brier %.3f",
                        share("first"), share("three"), share("scope"), share("quiet"), brier());
    }
}
