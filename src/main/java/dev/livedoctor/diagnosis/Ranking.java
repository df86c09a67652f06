package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.Measurement;
import dev.livedoctor.diagnosis.Report.RuledOut;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import dev.livedoctor.diagnosis.Report.Untestable;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    /** More measurements than this nobody takes. */
    private static final int MOST_MEASUREMENTS = 20;

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

    private static final Comparator<Symptom> BY_SYMPTOM =
            Comparator.comparing(Symptom::rule).thenComparing(Symptom::facts, BY_FACTS);
    /** The weightiest first. */
    private static final Comparator<Evidence> BY_EVIDENCE = Comparator.comparing(Evidence::weight)
            .thenComparing(Evidence::rule)
            .thenComparing(Evidence::facts, BY_FACTS);

    private final Map<String, CauseKnowledge> causes;
    private final Map<String, SymptomKnowledge> symptoms;
    private final Report.Rules rules;

    /** A ranking with the knowledge of one rule pack. */
    public Ranking(Map<String, CauseKnowledge> causes, Map<String, SymptomKnowledge> symptoms, Report.Rules rules) {
        this.causes = new TreeMap<>(causes);
        this.symptoms = Map.copyOf(symptoms);
        this.rules = rules;
    }

    /** The report on {@code snapshot}, from its {@code assessment} and what the rules found. */
    public Report rank(MetricSnapshot snapshot, Assessment assessment, Findings findings) {
        return new Round(snapshot, assessment, findings).report();
    }

    /** A hypothesis with its place among the rivals. */
    private record Candidate(
            Hypothesis hypothesis, double score, List<String> explains, Verdict verdict, double confidence) {
        String code() {
            return hypothesis.cause().code();
        }

        boolean harmless() {
            return hypothesis.cause().harmless();
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
        private final Map<String, Double> openScores = new TreeMap<>();

        Round(MetricSnapshot snapshot, Assessment assessment, Findings findings) {
            this.snapshot = snapshot;
            this.assessment = assessment;
            this.findings = findings;
            findings.symptoms()
                    .forEach(symptom -> shown.computeIfAbsent(symptom.code(), key -> new ArrayList<>())
                            .add(symptom));
            findings.evidence()
                    .forEach(one -> evidence.computeIfAbsent(one.cause(), key -> new ArrayList<>())
                            .add(one));
            shown.values().forEach(symptoms -> symptoms.sort(BY_SYMPTOM));
            evidence.values().forEach(one -> one.sort(BY_EVIDENCE));
            assessment.blames().forEach(blame -> {
                scopes.add(blame.scope());
                scopes.addAll(blame.equivalents());
            });
            scopes.add(Scope.ROOM);
        }

        Report report() {
            List<Candidate> candidates = weigh();
            List<SymptomFound> found = new SymptomRanking(symptoms, shown, assessment)
                    .rank(candidates.stream()
                            .map(candidate -> new SymptomRanking.Explanation(
                                    candidate.hypothesis().cause(),
                                    candidate.verdict(),
                                    candidate.hypothesis().scope()))
                            .toList());
            Map<String, Severity> worst = new LinkedHashMap<>();
            found.forEach(symptom -> worst.merge(symptom.code(), symptom.severity(), Round::worse));
            List<Diagnosis> diagnoses = candidates.stream()
                    .sorted(Comparator.<Candidate, Boolean>comparing(candidate -> alarms(candidate, worst))
                            .reversed()
                            .thenComparing(Candidate::verdict)
                            .thenComparing(candidate -> candidate.explains().stream()
                                    .map(worst::get)
                                    .filter(Objects::nonNull)
                                    .min(Comparator.naturalOrder())
                                    .orElse(Severity.INFO))
                            .thenComparing(
                                    Comparator.comparingDouble(Candidate::score).reversed())
                            .thenComparing(Candidate::code))
                    .map(this::diagnosis)
                    .toList();
            List<SymptomFound> symptomsFound =
                    found.stream().map(symptom -> causedBy(symptom, diagnoses)).toList();
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
                    new Report.Rules(rules.pack(), rules.version(), findings.fired()));
        }

        private static Report.Warning overrun(String rule) {
            return new Report.Warning(
                    "RULE_OVERRUN",
                    rule,
                    null,
                    new Text(
                            "The rule \"" + rule + "\" would have fired too often and was left out.",
                            "规则“" + rule + "”触发次数过多，未被采用。"));
        }

        private static boolean alarms(Candidate candidate, Map<String, Severity> worst) {
            return !candidate.harmless()
                    && candidate.explains().stream().anyMatch(symptom -> worst.get(symptom) != Severity.INFO);
        }

        private static Severity worse(Severity a, Severity b) {
            return a.compareTo(b) <= 0 ? a : b;
        }

        /** Every cause that may explain a symptom present: weighed, and sorted into diagnoses, ruled out and untestable. */
        private List<Candidate> weigh() {
            List<Hypothesis> fitting = new ArrayList<>();
            List<Hypothesis> silent = new ArrayList<>();
            for (CauseKnowledge cause : causes.values()) {
                if (Collections.disjoint(cause.explains().keySet(), shown.keySet())) {
                    continue;
                }
                Hypothesis best = bestHypothesis(cause);
                if (!best.supports().isEmpty() && scoreOf(best) >= WORTH_READING) {
                    fitting.add(best);
                } else if (best.against() >= RULES_OUT) {
                    ruledOut.add(new RuledOut(cause.code(), observations(best.contradictions())));
                } else {
                    silent.add(best);
                }
            }
            Set<String> confirmed = fitting.stream()
                    .filter(this::confirms)
                    .map(fit -> fit.cause().code())
                    .collect(Collectors.toSet());
            Set<String> settled = fitting.stream()
                    .filter(fit -> confirmed.contains(fit.cause().code())
                            && !fit.cause().harmless())
                    .flatMap(fit -> fit.cause().explains().entrySet().stream())
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            Map<String, Double> scores = fitting.stream()
                    .collect(Collectors.toMap(
                            fit -> fit.cause().code(),
                            fit -> scoreOf(fit)
                                    - (!confirmed.contains(fit.cause().code())
                                                    && settled.containsAll(explained(fit.cause()))
                                            ? EXPLAINED_AWAY
                                            : 0)));
            for (Hypothesis open : silent) {
                List<String> missing = open.cause().needs().stream()
                        .filter(need -> !assessment.measured().contains(need))
                        .toList();
                if (!missing.isEmpty() && isOpen(open.cause(), settled, confirmed)) {
                    untestable.add(new Untestable(open.cause().code(), missing));
                    openScores.put(open.cause().code(), open.score());
                }
            }
            return fitting.stream()
                    .filter(fit -> Objects.requireNonNull(scores.get(fit.cause().code())) >= WORTH_READING)
                    .map(fit -> candidate(fit, scores, confirmed, fitting))
                    .filter(candidate -> candidate.confidence() >= LEAST_CONFIDENCE)
                    .toList();
        }

        /** Whether a cause may lie behind what no other settles, or behind a confirmed cause of its own layer. */
        private boolean isOpen(CauseKnowledge cause, Set<String> settled, Set<String> confirmed) {
            boolean behind = confirmed.stream()
                    .anyMatch(code ->
                            Objects.requireNonNull(causes.get(code)).layer().equals(cause.layer()));
            return cause.explains().entrySet().stream()
                    .anyMatch(entry -> entry.getValue()
                            && shown.containsKey(entry.getKey())
                            && (behind || !settled.contains(entry.getKey())));
        }

        private Hypothesis bestHypothesis(CauseKnowledge cause) {
            List<Evidence> all = evidence.get(cause.code());
            if (all == null) {
                return Hypothesis.of(cause, Scope.ROOM, List.of(), Map.of());
            }
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
            if (!isOtherName(hypothesis.scope())) {
                return hypothesis.score();
            }
            return hypothesis.decisive()
                    ? hypothesis.score() - OTHER_NAME
                    : Math.min(hypothesis.score(), WORTH_READING - 1);
        }

        private boolean isOtherName(Scope scope) {
            for (Blame blame : assessment.blames()) {
                if (blame.scope().equals(scope) || blame.equivalents().contains(scope)) {
                    return blame.alternative();
                }
            }
            return false;
        }

        private boolean confirms(Hypothesis hypothesis) {
            return hypothesis.decisive() && scoreOf(hypothesis) >= CONFIRMS;
        }

        private List<String> explained(CauseKnowledge cause) {
            return cause.explains().keySet().stream().filter(shown::containsKey).toList();
        }

        private Candidate candidate(
                Hypothesis fit, Map<String, Double> scores, Set<String> confirmed, List<Hypothesis> all) {
            double score = Objects.requireNonNull(scores.get(fit.cause().code()));
            List<String> explains = explained(fit.cause());
            if (confirmed.contains(fit.cause().code())) {
                return new Candidate(fit, score, explains, Verdict.CONFIRMED, Confidence.confirmed(score));
            }
            List<Double> rivals = all.stream()
                    .filter(other -> other != fit
                            && other.cause().harmless() == fit.cause().harmless())
                    .filter(other -> explained(other.cause()).stream().anyMatch(explains::contains))
                    .map(other ->
                            Objects.requireNonNull(scores.get(other.cause().code())))
                    .toList();
            boolean leads = rivals.stream().allMatch(rival -> score >= rival + LEAD);
            Verdict verdict = score >= LIKELY && leads ? Verdict.LIKELY : Verdict.POSSIBLE;
            return new Candidate(fit, score, explains, verdict, Confidence.unconfirmed(score, rivals));
        }

        private Diagnosis diagnosis(Candidate candidate) {
            Hypothesis hypothesis = candidate.hypothesis();
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
                    Observation observation = Observation.of(fact, one.weight(), one.rule());
                    if (observation != null && observations.stream().noneMatch(observation::isOfTheSame)) {
                        observations.add(observation);
                    }
                }
            }
            return observations;
        }

        private SymptomFound causedBy(SymptomFound symptom, List<Diagnosis> diagnoses) {
            List<String> by = diagnoses.stream()
                    .filter(diagnosis -> diagnosis.explains().contains(symptom.code()))
                    .map(Diagnosis::code)
                    .toList();
            return new SymptomFound(
                    symptom.knowledge(),
                    symptom.severity(),
                    symptom.scope(),
                    symptom.evidence(),
                    by,
                    Explanation.share(symptom, diagnoses, assessment));
        }

        private Status status(List<SymptomFound> found) {
            Severity worst = found.stream()
                    .map(SymptomFound::severity)
                    .min(Comparator.naturalOrder())
                    .orElse(Severity.INFO);
            return switch (worst) {
                case CRITICAL -> Status.CRITICAL;
                case MAJOR -> Status.DEGRADED;
                case MINOR -> Status.WATCH;
                case INFO -> assessment.enough() && !assessment.maintenance() ? Status.HEALTHY : Status.UNKNOWN;
            };
        }

        private List<Measurement> measureNext(List<Candidate> candidates) {
            Map<String, Set<String>> decides = new TreeMap<>();
            Map<String, Double> telling = new TreeMap<>();
            candidates.forEach(one -> {
                for (String need : one.hypothesis().cause().needs()) {
                    add(
                            decides,
                            telling,
                            need,
                            one.code(),
                            one.verdict() == Verdict.CONFIRMED ? 0 : 1 + one.confidence());
                }
            });
            for (Untestable one : untestable) {
                for (int i = 0; i < one.needs().size(); i++) {
                    add(
                            decides,
                            telling,
                            one.needs().get(i),
                            one.cause(),
                            Math.exp(Objects.requireNonNull(openScores.get(one.cause()))) / (1 + i));
                }
            }
            return telling.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_MEASUREMENTS)
                    .map(entry -> new Measurement(entry.getKey(), List.copyOf(decides.get(entry.getKey()))))
                    .toList();
        }

        private void add(
                Map<String, Set<String>> decides,
                Map<String, Double> telling,
                String need,
                String cause,
                double weight) {
            if (!assessment.measured().contains(need)) {
                decides.computeIfAbsent(need, key -> new java.util.TreeSet<>()).add(cause);
                telling.merge(need, weight, Double::sum);
            }
        }
    }
}
