package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.ruleset.BuildTimeCache;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RecordFormat;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles rules with Drools. */
public final class DroolsRuleCompiler implements RuleCompiler {
    private static final BuildTimeCache BUILD_TIME_CACHE =
            new BuildTimeCache("rules", new RecordFormat(FactType.allFields()));

    /** What was compiled last: most edits leave the rules as they are, and to compile them costs most of what stays of an edit. */
    private volatile @Nullable DroolsInference compiled;

    private volatile Last last = new Last(new Vocabulary(Set.of(), Set.of(), Set.of(), Set.of(), Set.of()), Map.of());

    /** What a file of DRL held. */
    private record Read(String text, List<Rule> rules, List<Complaint> complaints) {}

    /** What the pack before held, by file: most files stay as they are from one edit to the next. */
    private record Last(Vocabulary vocabulary, Map<String, Read> files) {
        /** What {@code file} holds under {@code names}; rules that were right stay so when names are added. */
        Optional<Read> of(String file, String text, Vocabulary names) {
            return Optional.ofNullable(files.get(file))
                    .filter(read -> read.text().equals(text))
                    .filter(read ->
                            names.equals(vocabulary) || read.complaints().isEmpty() && names.includes(vocabulary));
        }
    }

    @Override
    public Optional<Inference> compile(RulePack pack, List<Complaint> complaints) {
        List<Rule> rules = BUILD_TIME_CACHE
                .content(pack.version())
                .map(PreparedRules.class::cast)
                .map(prepared -> remember(pack, prepared.rules()))
                .orElseGet(() -> check(pack, complaints));
        return RulePackException.isRefused(complaints) ? Optional.empty() : Optional.of(compile(rules));
    }

    private Inference compile(List<Rule> rules) {
        DroolsInference before = compiled;
        DroolsInference now = Optional.ofNullable(before)
                .flatMap(known -> known.at(rules))
                .orElseGet(() -> within(() -> new DroolsInference(rules)));
        compiled = now;
        return now;
    }

    /**
     * Works the rules of {@code pack} out, to be found by later starts.
     *
     * @param classes the folder of the class path to write below
     * @throws RulePackException where there is anything to complain of, which later starts would not repeat
     */
    public void prepare(RulePack pack, Path classes) {
        List<Complaint> complaints = new ArrayList<>();
        List<Rule> rules = check(pack, complaints);
        if (!complaints.isEmpty()) {
            throw new RulePackException(complaints);
        }
        BUILD_TIME_CACHE.write(pack.version(), new PreparedRules(rules), classes);
    }

    /** So that after the first edit, too, only the files that it touched are read. */
    private List<Rule> remember(RulePack pack, List<Rule> rules) {
        Map<String, List<Rule>> byFile = rules.stream().collect(Collectors.groupingBy(Rule::file));
        Map<String, Read> files = new HashMap<>();
        pack.rules().forEach((file, text) -> {
            if (isDrl(file)) {
                files.put(file, new Read(text, byFile.getOrDefault(file, List.of()), List.of()));
            }
        });
        last = new Last(pack.vocabulary(), files);
        return rules;
    }

    /** Sentences and tables become other rules with other words for them. */
    private static boolean isDrl(String file) {
        return file.endsWith(".drl");
    }

    private record PreparedRules(List<Rule> rules) {}

    /** The rules of {@code pack}, as far as {@code complaints}, to which what is wrong with them is added, do not refuse it. */
    private List<Rule> check(RulePack pack, List<Complaint> complaints) {
        List<Rule> rules = read(pack, complaints);
        RuleLint.check(rules, pack, complaints);
        if (!RulePackException.isRefused(complaints)) {
            UnusedNames.check(rules, pack, complaints);
        }
        return rules;
    }

    /** Reads the files that are new by all cores: Drools' parser is slow. */
    private List<Rule> read(RulePack pack, List<Complaint> complaints) {
        RuleFormats formats = new RuleFormats(pack);
        Vocabulary vocabulary = pack.vocabulary();
        Last known = last;
        // If the language files are wrong, sentences are skipped: their errors would be consequences.
        boolean understood = within(() -> formats.check(complaints));
        Map<String, Read> files = new TreeMap<>(pack.rules().entrySet().parallelStream()
                .filter(file -> understood || isDrl(file.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> known.of(entry.getKey(), entry.getValue(), vocabulary)
                                .orElseGet(() -> within(() -> read(formats, entry.getKey(), entry.getValue()))))));
        last = new Last(
                vocabulary,
                files.entrySet().stream()
                        .filter(file -> isDrl(file.getKey()))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
        files.values().forEach(read -> complaints.addAll(read.complaints()));
        List<Rule> rules =
                files.values().stream().flatMap(read -> read.rules().stream()).toList();
        checkWhole(pack, rules, complaints);
        OverlappingRules.check(rules, complaints);
        return rules;
    }

    private static Read read(RuleFormats formats, String file, String text) {
        List<Complaint> found = new ArrayList<>();
        return new Read(text, formats.read(file, text, found), List.copyOf(found));
    }

    /** What no file can tell alone: that no name is given twice, and that each code has a rule, wherever that stands. */
    private static void checkWhole(RulePack pack, List<Rule> rules, List<Complaint> complaints) {
        Map<String, Rule> byName = new HashMap<>();
        Set<String> codes = new TreeSet<>(pack.causes().keySet());
        codes.addAll(pack.symptoms().keySet());
        for (Rule rule : rules) {
            codes.remove(rule.then().code());
            Rule other = byName.putIfAbsent(rule.name(), rule);
            if (other != null && !other.file().equals(rule.file())) {
                complaints.add(Complaint.of(
                        ComplaintCode.DUPLICATE_NAME,
                        rule.file(),
                        rule.line(),
                        0,
                        "a rule called \"" + rule.name() + "\" stands in " + other.file() + ":" + other.line()
                                + " already.",
                        "another name?"));
            }
        }
        if (!RulePackException.isRefused(complaints)) {
            codes.forEach(code -> complaints.add(Complaint.of(
                            ComplaintCode.MISSING_RULE,
                            "knowledge/" + PackReader.stemOf(code) + ".yaml",
                            0,
                            0,
                            code + " has knowledge and no rule.",
                            "a rule for it in a table, or a file?")
                    .withSubject(pack.symptoms().containsKey(code) ? "symptoms/" : "causes/")));
        }
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
