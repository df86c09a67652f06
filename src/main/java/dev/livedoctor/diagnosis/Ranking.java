package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.Measurement;
import dev.livedoctor.diagnosis.Report.RuledOut;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import dev.livedoctor.diagnosis.Report.Untestable;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ranks causes by the evidence that rules gave, and makes the report. Weights are log-odds and add up with the prior; rivals for the
 * same symptom are compared; what a confirmed cause explains is no longer held against others.
 */
public final class Ranking {
    /** Net log-odds from which a decisive observation confirms. */
    static final double CONFIRMS = 1;
    /** Log-odds from which a fit may be likely. */
    private static final double LIKELY = 0;
    /** Log-odds under which a fit is not worth to be read. */
    private static final double WORTH_READING = -1;
    /** Under one in twenty a fit is not worth to be read either. */
    private static final double LEAST_CONFIDENCE = 0.05;
    /** The lead in log-odds that a likely cause has over every rival. */
    private static final double LEAD = 1;
    /** Log-odds against a cause from which it is ruled out. */
    private static final double RULES_OUT = Weight.STRONG.logOdds();
    /** What it costs a cause that all its symptoms are explained already. */
    private static final double EXPLAINED_AWAY = 1.5;
    /** What it costs a cause to act in a scope that is but another name for the anomaly of a better one. */
    private static final double OTHER_NAME = 2;
    /** Facts by what they are about and whom they concern. */
    private static final Comparator<List<Fact>> BY_FACTS = (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).subject().compareTo(right.get(i).subject());
            if (order == 0) {
                order = left.get(i).scope().compareTo(right.get(i).scope());
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    };

    private static final Comparator<Symptom> BY_SYMPTOM = (left, right) -> {
        int order = left.rule().compareTo(right.rule());
        return order != 0 ? order : BY_FACTS.compare(left.facts(), right.facts());
    };
    /** The weightiest first. */
    private static final Comparator<Evidence> BY_EVIDENCE = (left, right) -> {
        int order = left.weight().compareTo(right.weight());
        if (order == 0) {
            order = left.rule().compareTo(right.rule());
        }
        return order != 0 ? order : BY_FACTS.compare(left.facts(), right.facts());
    };

    /** In the order of the codes. */
    private final List<CauseKnowledge> causes;
    /** By symptom: which of the causes. */
    private final Map<String, BitSet> explaining = new HashMap<>();

    private final Map<String, SymptomKnowledge> symptoms;
    private final Report.Rules rules;

    /** A ranking with the knowledge of one rule pack. */
    public Ranking(Map<String, CauseKnowledge> causes, Map<String, SymptomKnowledge> symptoms, Report.Rules rules) {
        this.causes = List.copyOf(new TreeMap<>(causes).values());
        this.symptoms = Map.copyOf(symptoms);
        this.rules = rules;
        for (int i = 0; i < this.causes.size(); i++) {
            for (String symptom : this.causes.get(i).explains().keySet()) {
                explaining.computeIfAbsent(symptom, key -> new BitSet()).set(i);
            }
        }
    }

    /** The report on {@code snapshot}, from its {@code assessment} and what the rules found. */
    public Report rank(MetricSnapshot snapshot, Assessment assessment, Findings findings) {
        return new Round(snapshot, assessment, findings).report();
    }

    /**
     * A hypothesis that fits.
     *
     * @param explains which of the symptoms present
     */
    private record Fit(Hypothesis hypothesis, double score, List<String> explains, boolean confirmed) {
        CauseKnowledge cause() {
            return hypothesis.cause();
        }

        boolean rivals(Fit other) {
            return other != this
                    && cause().harmless() == other.cause().harmless()
                    && !Collections.disjoint(explains, other.explains);
        }
    }

    /** A fit with its place among the rivals. */
    private record Candidate(Fit fit, Verdict verdict, double confidence) {
        CauseKnowledge cause() {
            return fit.cause();
        }

        String code() {
            return cause().code();
        }

        List<String> explains() {
            return fit.explains();
        }
    }

    /** One snapshot being ranked. */
    private final class Round {
        private final MetricSnapshot snapshot;
        private final Findings findings;
        private final Assessment assessment;
        private final Map<String, List<Symptom>> shown = new TreeMap<>();
        private final Map<String, List<Evidence>> evidence = new HashMap<>();
        /** Where a cause may act: the scopes to blame, best first, and the whole room. */
        private final List<Scope> scopes = new ArrayList<>();

        private final List<RuledOut> ruledOut = new ArrayList<>();
        private final List<Untestable> untestable = new ArrayList<>();
        /** Of the untestable, one each. */
        private final List<Double> openScores = new ArrayList<>();
        /** Scopes that are but another name for the anomaly of a better one. */
        private final Set<Scope> otherNames = new HashSet<>();

        Round(MetricSnapshot snapshot, Assessment assessment, Findings findings) {
            this.snapshot = snapshot;
            this.assessment = assessment;
            this.findings = findings;
            for (Symptom symptom : findings.symptoms()) {
                shown.computeIfAbsent(symptom.code(), key -> new ArrayList<>()).add(symptom);
            }
            for (Evidence one : findings.evidence()) {
                evidence.computeIfAbsent(one.cause(), key -> new ArrayList<>()).add(one);
            }
            shown.values().forEach(symptoms -> symptoms.sort(BY_SYMPTOM));
            for (Blame blame : assessment.blames()) {
                place(blame.scope(), blame.alternative());
                blame.equivalents().forEach(scope -> place(scope, blame.alternative()));
            }
            scopes.add(Scope.ROOM);
        }

        private void place(Scope scope, boolean alternative) {
            if (alternative && !scopes.contains(scope)) {
                otherNames.add(scope);
            }
            scopes.add(scope);
        }

        Report report() {
            List<Candidate> candidates = weigh();
            List<SymptomRanking.Explanation> explanations = new ArrayList<>();
            for (Candidate candidate : candidates) {
                explanations.add(new SymptomRanking.Explanation(
                        candidate.cause(),
                        candidate.verdict(),
                        candidate.fit().hypothesis().scope()));
            }
            List<SymptomFound> found = new SymptomRanking(symptoms, shown, assessment).rank(explanations);
            Map<String, Severity> worst = new HashMap<>();
            found.forEach(symptom -> worst.merge(symptom.code(), symptom.severity(), Round::worse));
            List<Candidate> ordered = new ArrayList<>(candidates);
            ordered.sort(bestFirst(worst));
            List<Diagnosis> diagnoses = new ArrayList<>();
            ordered.forEach(candidate -> diagnoses.add(diagnosis(candidate)));
            List<SymptomFound> symptomsFound = new ArrayList<>();
            found.forEach(symptom -> symptomsFound.add(causedBy(symptom, diagnoses)));
            Status status = status(symptomsFound);
            return new Report(
                    snapshot.room(),
                    snapshot.window(),
                    status,
                    Summary.of(status, symptomsFound, diagnoses, assessment.maintenance()),
                    symptomsFound,
                    diagnoses,
                    ruledOut,
                    untestable,
                    measureNext(candidates),
                    findings.overrun().stream().map(Round::overrun).toList(),
                    rules.fired(findings.fired()));
        }

        private static Report.Warning overrun(String rule) {
            return new Report.Warning(
                    Report.Warning.RULE_OVERRUN,
                    rule,
                    null,
                    new Text(
                            "The rule \"" + rule + "\" would have fired too often and was left out.",
                            "规则“" + rule + "”触发次数过多，未被采用。"));
        }

        /** What alarms before what does not, then by verdict, by the worst symptom explained, by score. */
        private static Comparator<Candidate> bestFirst(Map<String, Severity> worst) {
            return (left, right) -> {
                int order = Boolean.compare(alarms(right, worst), alarms(left, worst));
                if (order == 0) {
                    order = left.verdict().compareTo(right.verdict());
                }
                if (order == 0) {
                    order = worstOf(left, worst).compareTo(worstOf(right, worst));
                }
                if (order == 0) {
                    order = Double.compare(right.fit().score(), left.fit().score());
                }
                return order != 0 ? order : left.code().compareTo(right.code());
            };
        }

        private static boolean alarms(Candidate candidate, Map<String, Severity> worst) {
            if (candidate.cause().harmless()) {
                return false;
            }
            for (String symptom : candidate.explains()) {
                if (worst.get(symptom) != Severity.INFO) {
                    return true;
                }
            }
            return false;
        }

        private static Severity worstOf(Candidate candidate, Map<String, Severity> worst) {
            Severity most = Severity.INFO;
            for (String symptom : candidate.explains()) {
                most = worse(most, worst.getOrDefault(symptom, Severity.INFO));
            }
            return most;
        }

        private static Severity worse(Severity a, Severity b) {
            return a.compareTo(b) <= 0 ? a : b;
        }

        /** Every cause that may explain a symptom present: weighed, and sorted into diagnoses, ruled out and untestable. */
        private List<Candidate> weigh() {
            List<Hypothesis> fitting = new ArrayList<>();
            List<Hypothesis> silent = new ArrayList<>();
            for (CauseKnowledge cause : candidates()) {
                Hypothesis best = bestHypothesis(cause);
                if (!best.supports().isEmpty() && scoreOf(best) >= WORTH_READING) {
                    fitting.add(best);
                } else if (best.against() >= RULES_OUT) {
                    ruledOut.add(new RuledOut(cause.code(), observations(best.contradictions())));
                } else {
                    silent.add(best);
                }
            }
            Set<String> settled = new HashSet<>();
            Set<String> confirmedLayers = new HashSet<>();
            for (Hypothesis fit : fitting) {
                if (confirms(fit)) {
                    confirmedLayers.add(fit.cause().layer());
                    fit.cause().explains().forEach((symptom, fully) -> {
                        if (fully && !fit.cause().harmless()) {
                            settled.add(symptom);
                        }
                    });
                }
            }
            List<Fit> fits = new ArrayList<>();
            for (Hypothesis hypothesis : fitting) {
                List<String> explains = explained(hypothesis.cause());
                boolean confirmed = confirms(hypothesis);
                boolean explainedAway = !confirmed && settled.containsAll(explains);
                double score = scoreOf(hypothesis) - (explainedAway ? EXPLAINED_AWAY : 0);
                fits.add(new Fit(hypothesis, score, explains, confirmed));
            }
            for (Hypothesis open : silent) {
                List<String> missing = missing(open.cause());
                if (!missing.isEmpty() && isOpen(open.cause(), settled, confirmedLayers)) {
                    untestable.add(new Untestable(open.cause().code(), missing));
                    openScores.add(open.score());
                }
            }
            List<Candidate> candidates = new ArrayList<>();
            for (Fit fit : fits) {
                if (fit.score() >= WORTH_READING) {
                    Candidate candidate = candidate(fit, fits);
                    if (candidate.confidence() >= LEAST_CONFIDENCE) {
                        candidates.add(candidate);
                    }
                }
            }
            return candidates;
        }

        /** The causes that may explain a symptom present, by code. */
        private List<CauseKnowledge> candidates() {
            BitSet may = new BitSet(causes.size());
            for (String symptom : shown.keySet()) {
                BitSet explain = explaining.get(symptom);
                if (explain != null) {
                    may.or(explain);
                }
            }
            List<CauseKnowledge> candidates = new ArrayList<>(may.cardinality());
            for (int i = may.nextSetBit(0); i >= 0; i = may.nextSetBit(i + 1)) {
                candidates.add(causes.get(i));
            }
            return candidates;
        }

        private List<String> missing(CauseKnowledge cause) {
            List<String> missing = new ArrayList<>(0);
            for (String need : cause.needs()) {
                if (!assessment.measured().contains(need)) {
                    missing.add(need);
                }
            }
            return missing;
        }

        /** Whether a cause may lie behind what no other settles, or behind a confirmed cause of its own layer. */
        private boolean isOpen(CauseKnowledge cause, Set<String> settled, Set<String> confirmedLayers) {
            boolean behind = confirmedLayers.contains(cause.layer());
            boolean onlyInPart = !cause.explains().containsValue(true);
            for (Map.Entry<String, Boolean> entry : cause.explains().entrySet()) {
                if ((entry.getValue() || onlyInPart)
                        && shown.containsKey(entry.getKey())
                        && (behind || !settled.contains(entry.getKey()))) {
                    return true;
                }
            }
            return false;
        }

        private Hypothesis bestHypothesis(CauseKnowledge cause) {
            List<Evidence> all = evidence.get(cause.code());
            if (all == null) {
                return Hypothesis.of(cause, Scope.ROOM, List.of(), Map.of());
            }
            all.sort(BY_EVIDENCE);
            Hypothesis best = null;
            for (Scope scope : scopes) {
                if (scope.isRoom() || supports(all, scope)) {
                    Hypothesis hypothesis = Hypothesis.of(
                            cause, scope, all, assessment.readings().getOrDefault(scope, Map.of()));
                    if (best == null || scoreOf(hypothesis) > scoreOf(best)) {
                        best = hypothesis;
                    }
                }
            }
            return Objects.requireNonNull(best);
        }

        private static boolean supports(List<Evidence> evidence, Scope scope) {
            for (Evidence one : evidence) {
                if (one.supporting() && one.scope().equals(scope)) {
                    return true;
                }
            }
            return false;
        }

        private double scoreOf(Hypothesis hypothesis) {
            if (!otherNames.contains(hypothesis.scope())) {
                return hypothesis.score();
            }
            return hypothesis.decisive()
                    ? hypothesis.score() - OTHER_NAME
                    : Math.min(hypothesis.score(), WORTH_READING - 1);
        }

        private boolean confirms(Hypothesis hypothesis) {
            return hypothesis.decisive() && scoreOf(hypothesis) >= CONFIRMS;
        }

        private List<String> explained(CauseKnowledge cause) {
            List<String> explained = new ArrayList<>(2);
            for (String symptom : cause.explains().keySet()) {
                if (shown.containsKey(symptom)) {
                    explained.add(symptom);
                }
            }
            return explained;
        }

        private static Candidate candidate(Fit fit, List<Fit> all) {
            double score = fit.score();
            if (fit.confirmed()) {
                return new Candidate(fit, Verdict.CONFIRMED, Confidence.confirmed(score));
            }
            List<Double> rivals = new ArrayList<>();
            boolean leads = true;
            for (Fit other : all) {
                if (fit.rivals(other)) {
                    rivals.add(other.score());
                    leads &= score >= other.score() + LEAD;
                }
            }
            Verdict verdict = score >= LIKELY && leads ? Verdict.LIKELY : Verdict.POSSIBLE;
            return new Candidate(fit, verdict, Confidence.unconfirmed(score, rivals));
        }

        private Diagnosis diagnosis(Candidate candidate) {
            Hypothesis hypothesis = candidate.fit().hypothesis();
            return new Diagnosis(
                    hypothesis.cause(),
                    candidate.verdict(),
                    candidate.confidence(),
                    hypothesis.scope(),
                    candidate.explains(),
                    observations(hypothesis.supports()),
                    observations(hypothesis.contradictions()));
        }

        /** What {@code evidence} cites, each thing once, in the order of the evidence: the weightiest first. */
        private static List<Observation> observations(List<Evidence> evidence) {
            List<Observation> observations = new ArrayList<>();
            for (Evidence one : evidence) {
                for (Fact fact : one.facts()) {
                    Observation.add(fact, one.weight(), one.rule(), observations);
                }
            }
            return observations;
        }

        private SymptomFound causedBy(SymptomFound symptom, List<Diagnosis> diagnoses) {
            List<String> by = new ArrayList<>();
            for (Diagnosis diagnosis : diagnoses) {
                if (diagnosis.explains().contains(symptom.code())) {
                    by.add(diagnosis.code());
                }
            }
            return new SymptomFound(
                    symptom.knowledge(),
                    symptom.severity(),
                    symptom.scope(),
                    symptom.evidence(),
                    by,
                    Explanation.share(symptom, diagnoses, assessment));
        }

        private Status status(List<SymptomFound> found) {
            Severity worst = Severity.INFO;
            for (SymptomFound symptom : found) {
                worst = worse(worst, symptom.severity());
            }
            return switch (worst) {
                case CRITICAL -> Status.CRITICAL;
                case MAJOR -> Status.DEGRADED;
                case MINOR -> Status.WATCH;
                case INFO -> assessment.enough() && !assessment.maintenance() ? Status.HEALTHY : Status.UNKNOWN;
            };
        }

        private List<Measurement> measureNext(List<Candidate> candidates) {
            NextMeasurements next = new NextMeasurements(assessment.measured());
            for (Candidate one : candidates) {
                double weight = one.verdict() == Verdict.CONFIRMED ? 0 : 1 + one.confidence();
                for (String need : one.cause().needs()) {
                    next.add(need, one.code(), weight);
                }
            }
            for (int i = 0; i < untestable.size(); i++) {
                Untestable one = untestable.get(i);
                double odds = Math.exp(openScores.get(i));
                for (int rank = 0; rank < one.needs().size(); rank++) {
                    next.add(one.needs().get(rank), one.cause(), odds / (1 + rank));
                }
            }
            return next.list();
        }
    }
}
