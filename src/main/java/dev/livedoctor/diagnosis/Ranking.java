package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.CauseWeighing.Open;
import dev.livedoctor.diagnosis.CauseWeighing.Weighed;
import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.Measurement;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ranks causes by the evidence that rules gave, and makes the report. Weights are log-odds and add up with the prior; rivals for the
 * same symptom are compared; what a confirmed cause explains is no longer held against others.
 */
public final class Ranking {
    /** Most rules that fired too often and are named: the first ones tell enough to mend. */
    private static final int MOST_OVERRUN = 20;
    /** So many measurements that are no answer to a symptom tell whether a room is well. */
    private static final int TELLING = 8;

    /** Of a cause for which nothing speaks yet so many needs are asked for: the others tell it from its rivals once something does. */
    private static final int FIRST_NEEDS = 3;

    /** So much less than the one before it each of them tells (estimate). */
    private static final double LESS_TELLING = 4;

    /** What a cause counts that explains no symptom wholly (estimate). */
    private static final double IN_PART = 0.1;

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

    /** One snapshot being ranked. */
    private final class Round {
        private final MetricSnapshot snapshot;
        private final Findings findings;
        private final Assessment assessment;
        private final Map<String, List<Symptom>> shown = new TreeMap<>();

        Round(MetricSnapshot snapshot, Assessment assessment, Findings findings) {
            this.snapshot = snapshot;
            this.assessment = assessment;
            this.findings = findings;
            for (Symptom symptom : findings.symptoms()) {
                if (isOver(symptom)) {
                    continue;
                }
                shown.computeIfAbsent(symptom.code(), key -> new ArrayList<>()).add(symptom);
            }
            shown.values().forEach(symptoms -> symptoms.sort(Symptom.BY_RULE));
        }

        /** When the host ends the broadcast, viewers that leave and metrics that stop are no symptoms; only symptoms from events are. */
        private boolean isOver(Symptom symptom) {
            return assessment.over() && symptom.facts().stream().noneMatch(Event.class::isInstance);
        }

        Report report() {
            Weighed weighed = new CauseWeighing(shown.keySet(), findings.evidence(), assessment).weigh(suspects());
            List<Candidate> candidates = weighed.candidates();
            List<SymptomFound> found = new SymptomRanking(symptoms, shown, assessment).rank(candidates);
            Map<String, Severity> worst = new HashMap<>();
            found.forEach(symptom -> worst.merge(symptom.code(), symptom.severity(), Round::worse));
            List<Candidate> ordered = new ArrayList<>(candidates);
            ordered.sort(bestFirst(worst, covered(candidates, worst)));
            List<Diagnosis> diagnoses = new ArrayList<>();
            ordered.forEach(candidate -> diagnoses.add(diagnosis(candidate)));
            List<SymptomFound> symptomsFound = new ArrayList<>();
            found.forEach(symptom -> symptomsFound.add(causedBy(symptom, diagnoses)));
            Status status = status(symptomsFound);
            List<Measurement> next = measureNext(weighed, symptomsFound);
            return new Report(
                    snapshot.room(),
                    snapshot.window(),
                    status,
                    Summary.of(status, symptomsFound, diagnoses, assessment),
                    symptomsFound,
                    diagnoses,
                    weighed.ruledOut(),
                    weighed.open().stream().map(Open::cause).toList(),
                    status == Status.UNKNOWN
                                    && Report.leadingSymptoms(symptomsFound).isEmpty()
                            ? measureFirst(next)
                            : next,
                    findings.overrun().stream()
                            .limit(MOST_OVERRUN)
                            .map(Round::overrun)
                            .toList(),
                    rules.fired(findings.fired()));
        }

        /** The causes that may explain a symptom present, by code. */
        private List<CauseKnowledge> suspects() {
            BitSet may = new BitSet(causes.size());
            for (String symptom : shown.keySet()) {
                BitSet explain = explaining.get(symptom);
                if (explain != null) {
                    may.or(explain);
                }
            }
            List<CauseKnowledge> suspects = new ArrayList<>(may.cardinality());
            for (int i = may.nextSetBit(0); i >= 0; i = may.nextSetBit(i + 1)) {
                suspects.add(causes.get(i));
            }
            return suspects;
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

        /**
         * Candidates that only explain symptoms which a symptom at least as severe brings about, if that symptom has a candidate of its own:
         * if nothing plays, chat and shop fail as a consequence.
         */
        private Set<Candidate> covered(List<Candidate> candidates, Map<String, Severity> worst) {
            Set<Candidate> covered = new HashSet<>();
            worst.forEach((code, severity) -> {
                List<String> covers = Objects.requireNonNull(symptoms.get(code)).covers();
                if (!covers.isEmpty() && candidates.stream().anyMatch(one -> accounts(one, code))) {
                    for (Candidate one : candidates) {
                        if (covers.containsAll(one.explains()) && severity.compareTo(worstOf(one, worst)) <= 0) {
                            covered.add(one);
                        }
                    }
                }
            });
            return covered;
        }

        private static boolean accounts(Candidate one, String symptom) {
            return !one.cause().harmless()
                    && one.verdict() != Verdict.POSSIBLE
                    && one.cause().explainsFully(symptom);
        }

        /**
         * What alarms before what does not, causes before what they bring about, what is confirmed before what is not, and that by
         * confidence; then by the worst symptom explained, by score.
         */
        private static Comparator<Candidate> bestFirst(Map<String, Severity> worst, Set<Candidate> covered) {
            return (left, right) -> {
                int order = Boolean.compare(alarms(right, worst), alarms(left, worst));
                if (order == 0) {
                    order = Boolean.compare(covered.contains(left), covered.contains(right));
                }
                if (order == 0) {
                    order = Boolean.compare(isConfirmed(right), isConfirmed(left));
                }
                if (order == 0 && !isConfirmed(left)) {
                    order = Double.compare(right.confidence(), left.confidence());
                }
                if (order == 0) {
                    order = worstOf(left, worst).compareTo(worstOf(right, worst));
                }
                if (order == 0) {
                    order = Boolean.compare(isOfNumbers(left), isOfNumbers(right));
                }
                if (order == 0) {
                    order = Double.compare(right.score(), left.score());
                }
                return order != 0 ? order : left.code().compareTo(right.code());
            };
        }

        /** Whether the cause only says that a number is unreliable; it ranks below causes about the room. */
        private static boolean isOfNumbers(Candidate one) {
            return one.cause().harmless() && one.cause().layer().equals("data");
        }

        private static boolean isConfirmed(Candidate one) {
            return one.verdict() == Verdict.CONFIRMED;
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

        private Diagnosis diagnosis(Candidate candidate) {
            Hypothesis hypothesis = candidate.hypothesis();
            return new Diagnosis(
                    hypothesis.cause(),
                    candidate.verdict(),
                    candidate.confidence(),
                    hypothesis.scope(),
                    candidate.explains(),
                    Observation.ledByAbnormal(hypothesis.supports()),
                    Observation.of(hypothesis.contradictions()),
                    verifications(hypothesis));
        }

        private List<Verification> verifications(Hypothesis hypothesis) {
            Map<String, Reading> readings = assessment.readings().getOrDefault(hypothesis.scope(), Map.of());
            List<Verification> verifications = new ArrayList<>();
            for (Action action : hypothesis.cause().actions()) {
                verifications.add(
                        action.verify().against(readings.get(action.verify().metric())));
            }
            return verifications;
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
                    ExplainedShare.share(symptom, diagnoses, assessment));
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
                // HEALTHY only if enough was measured and nothing was silenced by maintenance or the end of the
                // broadcast.
                case INFO ->
                    assessment.enough()
                                    && (found.isEmpty() || !assessment.maintenance())
                                    && findings.symptoms().stream().noneMatch(this::isOver)
                            ? Status.HEALTHY
                            : Status.UNKNOWN;
            };
        }

        /**
         * What to measure if nothing is wrong, but too little was measured to say so: first the metrics that verify most actions, then
         * {@code open}.
         */
        private List<Measurement> measureFirst(List<Measurement> open) {
            Set<String> askable = new HashSet<>();
            causes.forEach(cause -> askable.addAll(cause.needs()));
            open.forEach(one -> askable.remove(one.metric()));
            NextMeasurements next = new NextMeasurements(assessment.measured());
            for (CauseKnowledge cause : causes) {
                cause.actions().stream()
                        .map(action -> action.verify().metric())
                        .filter(askable::contains)
                        .distinct()
                        .forEach(metric -> next.add(metric, cause.code(), 1));
            }
            return Stream.concat(next.list().stream().limit(TELLING), open.stream())
                    .toList();
        }

        private List<Measurement> measureNext(Weighed weighed, List<SymptomFound> found) {
            List<String> alarming = found.stream()
                    .filter(SymptomFound::alarms)
                    .map(SymptomFound::code)
                    .toList();
            NextMeasurements next = new NextMeasurements(assessment.measured());
            for (Candidate one : weighed.candidates()) {
                double weight = one.verdict() == Verdict.CONFIRMED ? 0 : 1 + one.confidence();
                List<String> needs = one.cause().needs();
                for (int rank = 0; rank < needs.size(); rank++) {
                    next.add(needs.get(rank), one.code(), weight / (1 + rank));
                }
            }
            for (Open one : weighed.open()) {
                double odds = Math.exp(one.score()) * explainedShare(one.knowledge(), alarming);
                List<String> needs = one.cause().needs();
                for (int rank = 0; rank < Math.min(needs.size(), FIRST_NEEDS); rank++) {
                    next.add(needs.get(rank), one.cause().cause(), odds / Math.pow(LESS_TELLING, rank));
                }
            }
            return next.list();
        }

        /** Which part of the symptoms that alarm {@code cause} explains wholly: what explains more of them is more likely behind them. */
        private static double explainedShare(CauseKnowledge cause, List<String> alarming) {
            long explained = alarming.stream().filter(cause::explainsFully).count();
            return alarming.isEmpty() ? 1 : Math.max(IN_PART, (double) explained / alarming.size());
        }
    }
}
