package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.RuledOut;
import dev.livedoctor.diagnosis.Report.Untestable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Weighs the causes that may explain what one snapshot shows. */
final class CauseWeighing {
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

    /** Dimensions that are places of the platform and of nobody else. */
    private static final Set<String> OF_PLATFORM = Set.of("cdn", "cdn_node");

    private final Set<String> shown;
    private final Assessment assessment;
    private final Map<String, List<Evidence>> evidence = new HashMap<>();
    /** Where a cause may act: the scopes to blame, best first, and the whole room. */
    private final List<Scope> scopes = new ArrayList<>();
    /** Scopes that are but another name for the anomaly of a better one. */
    private final Set<Scope> otherNames = new HashSet<>();
    /** By scope to blame: the first that holds the same viewers. */
    private final Map<Scope, Scope> sameViewers = new HashMap<>();

    /** Weighs by {@code all} evidence; {@code shown} are the codes of the symptoms present. */
    CauseWeighing(Set<String> shown, List<Evidence> all, Assessment assessment) {
        this.shown = shown;
        this.assessment = assessment;
        for (Evidence one : all) {
            evidence.computeIfAbsent(one.cause(), key -> new ArrayList<>()).add(one);
        }
        for (Blame blame : assessment.blames()) {
            place(blame.scope(), blame.alternative());
            sameViewers.putIfAbsent(blame.scope(), blame.scope());
            blame.equivalents().forEach(scope -> {
                place(scope, blame.alternative());
                sameViewers.putIfAbsent(scope, blame.scope());
            });
        }
        scopes.add(Scope.ROOM);
    }

    private void place(Scope scope, boolean alternative) {
        if (alternative && !scopes.contains(scope)) {
            otherNames.add(scope);
        }
        scopes.add(scope);
    }

    /** What came of it: {@code open} may be the cause, and cannot be tested. */
    record Weighed(List<Candidate> candidates, List<RuledOut> ruledOut, List<Open> open) {}

    /** A cause that cannot be tested, and its log-odds as far as they are known. */
    record Open(CauseKnowledge knowledge, Untestable cause, double score) {}

    /** A hypothesis that fits, before it is compared with its rivals; {@code explains} which of the symptoms present. */
    private record Fit(Hypothesis hypothesis, double score, List<String> explains, boolean confirmed) {
        boolean rivals(Fit other, String symptom) {
            return other != this
                    && hypothesis.cause().harmless() == other.hypothesis.cause().harmless()
                    && other.explains.contains(symptom);
        }
    }

    /** Sorts {@code causes}, which may explain a symptom present, into candidates, ruled out and untestable. */
    Weighed weigh(List<CauseKnowledge> causes) {
        List<Hypothesis> fitting = new ArrayList<>();
        List<Hypothesis> silent = new ArrayList<>();
        List<RuledOut> ruledOut = new ArrayList<>();
        for (CauseKnowledge cause : causes) {
            Hypothesis best = bestHypothesis(cause);
            boolean refuted = best.refuted() && !confirms(best);
            if (!best.supports().isEmpty() && scoreOf(best) >= WORTH_READING && !refuted) {
                fitting.add(best);
            } else if (best.against() >= RULES_OUT) {
                ruledOut.add(new RuledOut(cause.code(), Observation.of(best.contradictions())));
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
        List<Open> untestable = new ArrayList<>();
        for (Hypothesis open : silent) {
            List<String> missing = missing(open.cause());
            if (!missing.isEmpty() && isOpen(open.cause(), settled, confirmedLayers)) {
                untestable.add(
                        new Open(open.cause(), new Untestable(open.cause().code(), missing), open.score()));
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Fit fit : fits) {
            if (fit.score() >= WORTH_READING) {
                Candidate candidate = candidate(fit, fits);
                // What has evidence enough of its own may be a second fault, however sure the first is.
                if (scoreOf(fit.hypothesis()) >= LIKELY || candidate.confidence() >= LEAST_CONFIDENCE) {
                    candidates.add(candidate);
                }
            }
        }
        return new Weighed(candidates, ruledOut, untestable);
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
                    && shown.contains(entry.getKey())
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
        all.sort(Evidence.WEIGHTIEST_FIRST);
        Hypothesis best = null;
        for (Scope scope : scopes) {
            if (scope.isRoom() || supports(all, scope)) {
                Hypothesis hypothesis =
                        Hypothesis.of(cause, scope, all, assessment.readings().getOrDefault(scope, Map.of()));
                if (best == null
                        || scoreOf(hypothesis) > scoreOf(best)
                        || scoreOf(hypothesis) == scoreOf(best) && isBetterNamed(hypothesis, best)) {
                    best = hypothesis;
                }
            }
        }
        return Objects.requireNonNull(best);
    }

    /** Whether {@code one} says the same as {@code other} without a place of the platform, of which the cause is not. */
    private boolean isBetterNamed(Hypothesis one, Hypothesis other) {
        Scope viewers = sameViewers.get(one.scope());
        return viewers != null
                && Objects.equals(viewers, sameViewers.get(other.scope()))
                && !one.cause().layer().equals("platform")
                && isOfPlatform(other.scope())
                && !isOfPlatform(one.scope());
    }

    private static boolean isOfPlatform(Scope scope) {
        return !Collections.disjoint(scope.kinds(), OF_PLATFORM);
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
            if (shown.contains(symptom)) {
                explained.add(symptom);
            }
        }
        return explained;
    }

    /**
     * The candidate that {@code fit} makes. Two faults at once share some of what they bring about: each is compared with its rivals for the
     * symptom that it explains best, and not for all of them.
     */
    private static Candidate candidate(Fit fit, List<Fit> all) {
        double score = fit.score();
        if (fit.confirmed()) {
            return new Candidate(
                    fit.hypothesis(), fit.explains(), score, Verdict.CONFIRMED, Confidence.confirmed(score));
        }
        double confidence = 0;
        boolean leads = false;
        for (String symptom : fit.explains()) {
            List<Double> rivals = new ArrayList<>();
            boolean first = true;
            for (Fit other : all) {
                if (fit.rivals(other, symptom)) {
                    rivals.add(other.score());
                    first &= score >= other.score() + LEAD;
                }
            }
            confidence = Math.max(confidence, Confidence.unconfirmed(score, rivals));
            leads |= first;
        }
        Verdict verdict = score >= LIKELY && leads ? Verdict.LIKELY : Verdict.POSSIBLE;
        return new Candidate(fit.hypothesis(), fit.explains(), score, verdict, confidence);
    }
}
