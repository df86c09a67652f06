package dev.livedoctor.chat;

import dev.livedoctor.alert.Ending;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.MetricTerm;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of a report: short, in one language, each text one clean line, and nothing marked up yet.
 *
 * @param status what colours it
 * @param state the same in a word
 * @param window from when to when
 * @param symptoms what is wrong, worst first; harmless ones are left out
 * @param unexplained what was seen of that for which there is no cause
 * @param causes why, best first
 * @param measureNext metrics that would decide
 * @param warnings what was odd
 * @param id of the report
 * @param rules which rules made it
 * @param link where more is to be seen
 */
record Brief(
        Language language,
        Status status,
        String state,
        String room,
        String window,
        String summary,
        List<String> symptoms,
        List<Evidence> unexplained,
        List<Cause> causes,
        List<Measurement> measureNext,
        List<String> warnings,
        String id,
        String rules,
        Optional<String> link) {
    private static final int MOST_SYMPTOMS = 3;
    private static final int VERSION_DIGITS = 12;
    private static final double LEAST_CONFIDENCE = 0.05;
    /** A confirmed cause this sure needs no further measurement. */
    private static final double DECIDED = 0.95;

    /**
     * A cause.
     *
     * @param rank from 1
     * @param scope dimension=value; empty for the whole room
     * @param evidence what decided; where that is a word or an event, or numbers contradict each other, a number beside it
     * @param action what to do first about it
     */
    record Cause(
            int rank,
            String title,
            String code,
            String verdict,
            String percent,
            String scope,
            List<Evidence> evidence,
            Optional<Task> action) {
        Cause withoutAction() {
            return new Cause(rank, title, code, verdict, percent, scope, evidence, Optional.empty());
        }
    }

    /**
     * What was seen of a metric, and how that compares with its bound, if there is one.
     *
     * @param title what people call the metric; empty where nobody said so
     */
    record Evidence(String metric, String title, String observed, String comparison) {}

    /** A metric by its name, and by what people call it; empty where nobody said so. */
    record Measurement(String metric, String title) {}

    /** An action; {@code steps} and {@code doNot} are told of the first cause only, since the others have time. */
    record Task(String title, String owner, String urgency, List<String> steps, String doNot) {}

    static Brief of(String id, Report report, Language language, DetailLevel detail, Optional<Link> link) {
        int most = detail.characters();
        List<Report.SymptomFound> leading = report.leadingSymptoms();
        List<Cause> causes = new ArrayList<>();
        for (Report.Diagnosis diagnosis : first(readable(report.diagnoses()), detail.causes())) {
            Cause cause = cause(causes.size() + 1, diagnosis, report.rules(), language, detail);
            causes.add(isOfNumbers(diagnosis) && !leading.isEmpty() ? cause.withoutAction() : cause);
        }
        return new Brief(
                language,
                report.status(),
                Labels.status(report.status()).in(language),
                SafeLine.of(report.room(), most),
                report.window().start() + " – " + report.window().end(),
                SafeLine.of(ScopeWords.summary(report, language), most),
                leading.stream()
                        .map(symptom ->
                                words(symptom.knowledge().title().in(language), symptom.scope(), language, most))
                        .distinct()
                        .limit(MOST_SYMPTOMS)
                        .toList(),
                first(leading, detail.causes() == 0 ? 0 : MOST_SYMPTOMS).stream()
                        .filter(symptom -> symptom.causedBy().isEmpty())
                        .flatMap(symptom -> deciding(symptom.evidence()).stream())
                        .map(deciding -> evidence(deciding, report.rules(), language, most))
                        .distinct()
                        .toList(),
                causes,
                first(isDecided(report, leading) ? List.of() : report.measureNext(), detail.measurements()).stream()
                        .map(measurement -> measurement(measurement.metric(), report.rules(), language, most))
                        .toList(),
                first(report.warnings(), detail.warnings()).stream()
                        .map(warning -> SafeLine.of(warning.message().in(language), most))
                        .toList(),
                SafeLine.of(id, most),
                SafeLine.of(report.rules().pack(), most) + " " + version(report.rules()),
                link.map(template -> template.to(id, report.room())));
    }

    /** What happened in an episode. What to do is told while it is open. */
    static Brief of(
            EpisodeChange change, AlertWords words, Language language, DetailLevel detail, Optional<Link> link) {
        Episode episode = change.episode();
        Scope scope = Scope.of(episode.scope());
        int most = detail.characters();
        boolean over = !episode.isOpen();
        Status status = over ? ended(episode.ending()) : status(episode.severity());
        List<String> seen = new ArrayList<>();
        seen.add(SafeLine.of(words.sentence(change, language), most));
        first(words.symptoms(episode, language), MOST_SYMPTOMS).forEach(title -> seen.add(SafeLine.of(title, most)));
        String report = episode.report() == null ? "" : episode.report();
        return new Brief(
                language,
                status,
                (status == Status.UNKNOWN ? Labels.OVER : Labels.status(status)).in(language),
                SafeLine.of(episode.room(), most),
                episode.since() + " – " + change.at(),
                seen.get(0),
                seen,
                List.of(),
                List.of(new Cause(
                        1,
                        SafeLine.of(words.title(episode, language), most),
                        SafeLine.of(episode.cause(), most),
                        episode.verdict() == null
                                ? AlertWords.severity(episode.severity()).in(language)
                                : Labels.verdict(episode.verdict()).in(language),
                        Labels.percent(episode.confidence(), language),
                        scope.isRoom() ? "" : SafeLine.of(scope.toString(), most),
                        List.of(),
                        over
                                ? Optional.empty()
                                : words.action(episode)
                                        .map(action -> task(action, scope, language, detail.steps(), most)))),
                List.of(),
                List.of(),
                SafeLine.of(report, most),
                (language == Language.ZH ? "告警 " : "alert ") + episode.id(),
                link.map(template -> template.to(report, episode.room())));
    }

    /** What is over is healthy only where something showed that it is. */
    private static Status ended(@Nullable Ending ending) {
        return ending == null
                ? Status.UNKNOWN
                : switch (ending.by()) {
                    case RECOVERED, ACTION_WORKED, RESUMED -> Status.HEALTHY;
                    case OTHER_CAUSE, NO_LONGER_SHOWN, NOT_MEASURED, BROADCAST_ENDED, WITHDRAWN -> Status.UNKNOWN;
                };
    }

    private static Status status(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Status.CRITICAL;
            case MAJOR -> Status.DEGRADED;
            case MINOR, INFO -> Status.WATCH;
        };
    }

    static Cause cause(
            int rank, Report.Diagnosis diagnosis, Report.Rules rules, Language language, DetailLevel detail) {
        Scope scope = diagnosis.scope();
        int most = detail.characters();
        return new Cause(
                rank,
                words(diagnosis.cause().title().in(language), scope, language, most),
                SafeLine.of(diagnosis.code(), most),
                Labels.verdict(diagnosis.verdict()).in(language),
                Labels.percent(diagnosis.confidence(), language),
                scope.isRoom() ? "" : SafeLine.of(scope.toString(), most),
                (isOfNumbers(diagnosis) ? ofFew(diagnosis) : told(diagnosis))
                        .stream()
                                .map(deciding -> evidence(deciding, rules, language, most))
                                .toList(),
                rank > detail.actions()
                        ? Optional.empty()
                        : diagnosis.cause().actions().stream()
                                .findFirst()
                                .map(action -> task(action, scope, language, rank == 1 ? detail.steps() : 0, most)));
    }

    /** The best, and those beside it that are more than a shade of doubt. */
    private static List<Report.Diagnosis> readable(List<Report.Diagnosis> diagnoses) {
        return diagnoses.stream()
                .filter(one -> one == diagnoses.get(0) || one.confidence() >= LEAST_CONFIDENCE)
                .toList();
    }

    /** Whether all that alarms is explained by what is sure, and nothing else may be the reason: more numbers would decide nothing. */
    private static boolean isDecided(Report report, List<Report.SymptomFound> leading) {
        List<Report.Diagnosis> alarming = report.diagnoses().stream()
                .filter(one -> !one.cause().harmless())
                .toList();
        return !leading.isEmpty()
                && leading.stream()
                        .allMatch(symptom ->
                                alarming.stream().anyMatch(one -> one.explains().contains(symptom.code())))
                && alarming.stream()
                        .allMatch(one -> one.verdict() == Verdict.CONFIRMED && one.confidence() >= DECIDED
                                || one.confidence() < LEAST_CONFIDENCE);
    }

    /** Whether it only says that numbers are unreliable: what to do about those may wait where something is wrong. */
    private static boolean isOfNumbers(Report.Diagnosis diagnosis) {
        return diagnosis.cause().harmless() && diagnosis.cause().layer().equals("data");
    }

    /** A number of too few is told with their number and not with its bound; one that would be beyond it is news, the others are not. */
    private static List<Observation> ofFew(Report.Diagnosis diagnosis) {
        return diagnosis.evidence().stream()
                .min(Comparator.comparing(one -> one.bound() == null))
                .map(Observation::unbounded)
                .stream()
                .toList();
    }

    /** What decided; a number beside a word or an event, and all that a contradiction is made of. */
    private static List<Observation> told(Report.Diagnosis diagnosis) {
        Optional<Observation> first = deciding(diagnosis.evidence());
        if (first.isEmpty()) {
            return List.of();
        }
        boolean data =
                diagnosis.cause().layer().equals("data") && !diagnosis.cause().harmless();
        Observation leading = first.get();
        boolean word = !(leading.observed() instanceof Double);
        return Stream.concat(
                        first.stream(),
                        diagnosis.evidence().stream()
                                .filter(one -> word || data)
                                .filter(one -> one != leading && one.observed() instanceof Double)
                                .filter(one -> one.rule().equals(leading.rule()))
                                .limit(data ? 2 : 1))
                .toList();
    }

    /** What was measured says more than that something happened. */
    private static Optional<Observation> deciding(List<Observation> evidence) {
        return evidence.stream()
                .filter(one -> one.basis() != Basis.EVENT)
                .findFirst()
                .or(() -> evidence.stream().findFirst());
    }

    static Evidence evidence(Observation observation, Report.Rules rules, Language language, int most) {
        Object observed = observation.observed();
        Double bound = observation.bound();
        MetricFormat format = MetricFormat.of(observation.metric(), rules, language);
        String seen =
                observed instanceof Double number ? format.of(number, bound) : SafeLine.of(format.of(observed), most);
        String comparison = "";
        if (bound != null && observation.direction() != null && !format.isYesOrNo()) {
            String limit = observed instanceof Double number ? format.of(bound, number) : SixDigits.of(bound);
            comparison = Labels.direction(observation.direction()).in(language) + " " + limit
                    + standard(observation, rules, language);
        } else if (observation.sample() != null) {
            comparison = Labels.OF.in(language) + observation.sample();
        }
        if (bound != null && observation.sample() != null && isCounted(observation.metric())) {
            comparison += (language == Language.ZH ? "，" : ", ") + Labels.OF.in(language) + observation.sample();
        }
        return new Evidence(
                SafeLine.of(observation.metric(), most),
                title(observation.metric(), rules, language, most),
                observation.basis() == Basis.EVENT ? "" : seen,
                comparison);
    }

    /** Whether it holds counts against each other, and is nothing without them. */
    private static boolean isCounted(String metric) {
        return metric.startsWith("data.");
    }

    /** What a bound is made of that no threshold gives: what is usual, or what others show; else empty. */
    static String standard(Observation observation, Report.Rules rules, Language language) {
        Double expected = observation.expected();
        if (expected == null
                || !(observation.observed() instanceof Double number)
                || observation.basis() != Basis.BASELINE && observation.basis() != Basis.PEERS) {
            return "";
        }
        String said = (observation.basis() == Basis.PEERS ? Labels.ELSEWHERE : Labels.USUALLY).in(language)
                + MetricFormat.of(observation.metric(), rules, language).of(expected, number);
        return language == Language.ZH ? "（" + said + "）" : " (" + said + ")";
    }

    static Measurement measurement(String metric, Report.Rules rules, Language language, int most) {
        return new Measurement(SafeLine.of(metric, most), title(metric, rules, language, most));
    }

    private static String title(String metric, Report.Rules rules, Language language, int most) {
        MetricTerm term = rules.terms().get(metric);
        return term == null ? "" : SafeLine.of(term.title().in(language), most);
    }

    private static Task task(Action action, Scope scope, Language language, int steps, int most) {
        return new Task(
                words(action.title().in(language), scope, language, most),
                Labels.owner(action.owner()).in(language),
                Labels.urgency(action.urgency()).in(language),
                first(action.steps(language), steps).stream()
                        .map(step -> words(step, scope, language, most))
                        .toList(),
                steps == 0 ? "" : words(action.doNot().in(language), scope, language, most));
    }

    private static String words(String text, Scope scope, Language language, int most) {
        return SafeLine.of(ScopeWords.fill(text, scope, language), most);
    }

    /** As much of the content hash as tells two packs apart, or the revision that the pack lies at. */
    private static String version(Report.Rules rules) {
        String hash = rules.version().substring(rules.version().indexOf(':') + 1);
        return hash.length() <= VERSION_DIGITS ? hash : hash.substring(0, VERSION_DIGITS);
    }

    /** The first of {@code all}, {@code most} at most. */
    static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
