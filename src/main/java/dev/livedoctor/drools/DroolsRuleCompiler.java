package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles rules with Drools. */
public final class DroolsRuleCompiler implements RuleCompiler {

    @Override
    public Inference compile(RulePack pack) {
        List<Complaint> complaints = new ArrayList<>();
        List<Rule> rules = read(pack, complaints);
        if (!complaints.isEmpty()) {
            throw new RulePackException(complaints);
        }
        return within(() -> new DroolsInference(rules));
    }

    private static List<Rule> read(RulePack pack, List<Complaint> complaints) {
        Vocabulary vocabulary = pack.vocabulary();
        List<Rule> rules = new ArrayList<>();
        Map<String, Rule> names = new HashMap<>();
        pack.rules().forEach((file, text) -> {
            for (Rule rule : within(() -> RuleReader.read(file, text, vocabulary, complaints))) {
                Rule other = names.putIfAbsent(rule.name(), rule);
                if (other != null) {
                    complaints.add(new Complaint(file, rule.line(), 0, "the name \"" + rule.name() + "\" is taken by "
                            + other.file() + ":" + other.line() + ".", "another name?"));
                }
                rules.add(rule);
            }
        });
        return rules;
    }

    /**
     * Drools looks its services up through the context class loader, once and for the life of the JVM; a thread of a foreign pool would
     * leave it without any (apache/incubator-kie-issues 6334).
     */
    private static <T> T within(java.util.function.Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(DroolsRuleCompiler.class.getClassLoader());
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
