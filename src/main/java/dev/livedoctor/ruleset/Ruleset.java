package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Assessment;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Diagnostician;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Ranking;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.RuleTrace;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule pack, compiled: the immutable thing that diagnoses. */
public final class Ruleset implements Diagnostician {
    private final RulePack pack;
    private final Inference inference;
    private final Abstraction abstraction;
    private final Ranking ranking;
    private final @Nullable String revision;

    private Ruleset(RulePack pack, Inference inference, Abstraction abstraction, @Nullable String revision) {
        this.pack = pack;
        this.inference = inference;
        this.abstraction = abstraction;
        this.revision = revision;
        this.ranking = new Ranking(
                pack.causes(), pack.symptoms(), new Report.Rules(pack.name(), pack.version(), revision, pack.terms()));
    }

    /**
     * Reads, checks and compiles a pack.
     *
     * @param files path within the pack to text, as {@link PackReader#files} gives it
     * @throws RulePackException with every complaint
     */
    public static Ruleset load(SortedMap<String, String> files, RuleCompiler compiler) {
        return shipped(files, compiler).orElseGet(() -> {
            List<Complaint> complaints = new ArrayList<>();
            return new PackReader(files, complaints, null)
                    .read()
                    .flatMap(pack -> compile(pack, compiler, complaints))
                    .orElseThrow(() -> {
                        FollowUps.remove(files, complaints);
                        return new RulePackException(complaints);
                    });
        });
    }

    /** The shipped pack, compiled, where {@code files} are its: the build has checked them, and run their cases. */
    public static Optional<Ruleset> shipped(SortedMap<String, String> files, RuleCompiler compiler) {
        return BuildTimeCache.pack(PackReader.version(files)).map(pack -> of(pack, compiler));
    }

    /**
     * Compiles a pack.
     *
     * @throws RulePackException with every complaint about its rules
     */
    public static Ruleset of(RulePack pack, RuleCompiler compiler) {
        List<Complaint> complaints = new ArrayList<>();
        return compile(pack, compiler, complaints).orElseThrow(() -> new RulePackException(complaints));
    }

    /** The pack, compiled; empty where {@code complaints}, to which those of the rules are added, refuse it. */
    static Optional<Ruleset> compile(RulePack pack, RuleCompiler compiler, List<Complaint> complaints) {
        return compiler.compile(pack, complaints)
                .map(inference -> new Ruleset(pack, inference, new Abstraction(pack, new Localiser()), null));
    }

    /** The same but for who finds the scopes to blame: for {@code bench/localisation.sh}, which tries out localisers. */
    Ruleset with(Localiser localiser) {
        return new Ruleset(pack, inference, new Abstraction(pack, localiser), revision);
    }

    /** The same rules, whose reports name {@code revision} as well; null where there is none. */
    public Ruleset at(@Nullable String revision) {
        return new Ruleset(pack, inference, abstraction, revision);
    }

    /** The git revision that the pack is of; null where there is none. */
    public @Nullable String revision() {
        return revision;
    }

    /** What the pack declares. */
    public RulePack pack() {
        return pack;
    }

    @Override
    public Report diagnose(MetricSnapshot snapshot) {
        return diagnose(snapshot, findings -> {});
    }

    /** The same; {@code seen} learns what the rules concluded. */
    Report diagnose(MetricSnapshot snapshot, Consumer<Findings> seen) {
        Assessment assessment = abstraction.assess(snapshot);
        Findings findings = inference.infer(assessment.facts());
        seen.accept(findings);
        return ranking.rank(snapshot, assessment, findings);
    }

    /**
     * How the rules fare with {@code snapshot} that could have a say in it: every symptom rule, and the rules of the causes that may explain
     * a symptom present. What fired comes first, then what was nearest to it.
     */
    public List<RuleTrace> trace(MetricSnapshot snapshot) {
        List<RuleTrace> traces = inference.trace(abstraction.assess(snapshot).facts());
        Set<String> shown = traces.stream()
                .filter(trace -> !trace.fired().isEmpty())
                .map(RuleTrace::concludes)
                .filter(pack.symptoms()::containsKey)
                .collect(Collectors.toSet());
        return traces.stream()
                .filter(trace -> {
                    CauseKnowledge cause = pack.causes().get(trace.concludes());
                    return cause == null
                            || !Collections.disjoint(cause.explains().keySet(), shown);
                })
                .sorted(RuleTrace.NEAREST_FIRST)
                .toList();
    }

    /** The names of the rules that {@code snapshot} makes fire. */
    public Set<String> fired(MetricSnapshot snapshot) {
        return inference.infer(abstraction.assess(snapshot).facts()).rules();
    }

    /** The names of all rules. */
    public Set<String> ruleNames() {
        return inference.trace(List.of()).stream().map(RuleTrace::rule).collect(Collectors.toCollection(TreeSet::new));
    }
}
