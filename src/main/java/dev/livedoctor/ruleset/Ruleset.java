package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Assessment;
import dev.livedoctor.diagnosis.Diagnostician;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.Ranking;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.SortedMap;

/** A rule pack, compiled: the immutable thing that diagnoses. */
public final class Ruleset implements Diagnostician {
    private final RulePack pack;
    private final Inference inference;
    private final Abstraction abstraction;
    private final Ranking ranking;

    private Ruleset(RulePack pack, Inference inference) {
        this.pack = pack;
        this.inference = inference;
        this.abstraction = new Abstraction(pack);
        this.ranking = new Ranking(pack.causes(), pack.symptoms(), new Report.Rules(pack.name(), pack.version()));
    }

    /**
     * Reads, checks and compiles a pack.
     *
     * @param files path within the pack to text, as {@link PackReader#files} gives it
     * @throws RulePackException with every complaint
     */
    public static Ruleset load(SortedMap<String, String> files, RuleCompiler compiler) {
        RulePack pack = PackReader.read(files);
        return new Ruleset(pack, compiler.compile(pack));
    }

    /** What the pack declares. */
    public RulePack pack() {
        return pack;
    }

    @Override
    public Report diagnose(MetricSnapshot snapshot) {
        Assessment assessment = abstraction.assess(snapshot);
        Findings findings = inference.infer(assessment.facts());
        return ranking.rank(snapshot, assessment, findings);
    }
}
