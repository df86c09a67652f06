package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

    /** Reads the files by all cores: Drools' parser is the slowest part of a start. */
    private static List<Rule> read(RulePack pack, List<Complaint> complaints) {
        record Read(List<Rule> rules, List<Complaint> complaints) {}
        Vocabulary vocabulary = pack.vocabulary();
        List<Read> files = pack.rules().entrySet().parallelStream()
                .map(entry -> {
                    List<Complaint> found = new ArrayList<>();
                    List<Rule> rules =
                            within(() -> RuleReader.read(entry.getKey(), entry.getValue(), vocabulary, found));
                    return new Read(rules, found);
                })
                .toList();
        files.forEach(read -> complaints.addAll(read.complaints()));
        return files.stream().flatMap(read -> read.rules().stream()).toList();
    }

    /**
     * Drools looks its services up through the context class loader, once and for the life of the JVM; a thread of a foreign pool would
     * leave it without any (apache/incubator-kie-issues 6334).
     */
    static <T> T within(Supplier<T> call) {
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
