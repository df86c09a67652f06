package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePack;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Advises of what is declared and says nothing: bounds of a metric that no rule asks for, symptoms that no cause explains. */
final class UnusedNames {
    private UnusedNames() {}

    /** Adds advice on {@code pack}, whose rules are {@code rules}. */
    static void check(List<Rule> rules, RulePack pack, List<Complaint> complaints) {
        Set<String> asked = new HashSet<>();
        rules.stream()
                .flatMap(rule -> rule.when().stream())
                .flatMap(RuleLint::patterns)
                .forEach(pattern -> asked.addAll(RuleLint.names(pattern)));
        pack.thresholds().bounds().keySet().stream()
                .filter(name -> !asked.contains(name))
                .filter(name -> !usedElsewhere(name, pack))
                .sorted()
                .forEach(name -> complaints.add(Complaint.of(
                        ComplaintCode.UNUSED_NAME,
                        "thresholds.yaml",
                        lineOf(pack, "thresholds.yaml", name),
                        0,
                        "no rule asks for " + name + ".",
                        "a rule for it?")));
        Set<String> explained = new HashSet<>();
        pack.causes()
                .values()
                .forEach(cause -> explained.addAll(cause.explains().keySet()));
        pack.symptoms().keySet().stream()
                .filter(symptom -> !explained.contains(symptom))
                .forEach(symptom -> complaints.add(Complaint.of(
                        ComplaintCode.UNEXPLAINED_SYMPTOM,
                        "knowledge/" + PackReader.stemOf(symptom) + ".yaml",
                        1,
                        0,
                        "no cause explains " + symptom + ".",
                        "explains: {" + symptom + ": all} in a cause?")));
    }

    private static boolean usedElsewhere(String name, RulePack pack) {
        Metric itself = pack.metrics().get(name);
        // What is measured of viewers is looked at in slices, whether a rule asks for it or not.
        return itself != null && itself.of() != null
                || pack.metrics().values().stream().anyMatch(metric -> isOperand(name, metric))
                || pack.causes().values().stream().anyMatch(cause -> isMeasured(name, cause));
    }

    private static boolean isOperand(String name, Metric metric) {
        Metric.Derivation derivation = metric.derivation();
        return name.equals(metric.of())
                || derivation != null
                        && (derivation.from().contains(name) || derivation.per().contains(name));
    }

    private static boolean isMeasured(String name, CauseKnowledge cause) {
        return cause.needs().contains(name)
                || cause.actions().stream()
                        .map(Action::verify)
                        .anyMatch(verify -> verify.metric().equals(name));
    }

    private static int lineOf(RulePack pack, String file, String name) {
        int line = 1;
        for (String one : pack.files().getOrDefault(file, "").lines().toList()) {
            if (one.strip().startsWith(name + ":")) {
                return line;
            }
            line++;
        }
        return 1;
    }
}
