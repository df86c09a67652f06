package dev.livedoctor.lookback;

import dev.livedoctor.alert.Episode;
import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Diagnostician;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import dev.livedoctor.history.History;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Insight.Unsaid;
import dev.livedoctor.lookback.PostMortem.Kind;
import dev.livedoctor.lookback.PostMortem.Moment;
import dev.livedoctor.lookback.PostMortem.Prevention;
import dev.livedoctor.snapshot.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what happened in a room, from what was recorded of it. Safe for use by many threads at once. */
public final class PostMortems {
    private static final Duration BEFORE = Duration.ofDays(84);
    private static final int WORTH_SAYING = 3;

    private final History history;
    private final Lookback lookback;

    /** Of {@code history}; {@code lookback} tells what happened before. */
    public PostMortems(History history, Lookback lookback) {
        this.history = history;
        this.lookback = lookback;
    }

    /**
     * What happened in {@code room} in windows that begin from {@code from} until before {@code to}; empty where none was recorded.
     *
     * @param zone whose local time is told; null for that of the room
     * @param rules the rules in force, which explain what was found
     * @param causes that they know, by code
     */
    public Optional<PostMortem> of(
            String room,
            Instant from,
            Instant to,
            @Nullable ZoneId zone,
            Diagnostician rules,
            Map<String, CauseKnowledge> causes) {
        IncidentScanner scanner = new IncidentScanner(from, to, causes);
        history.forEachFindings(room, from, to, scanner::add);
        if (scanner.windows() == 0) {
            return Optional.empty();
        }
        AlertNotes alerts = new AlertNotes(history.episodes(), room, from, to);
        Map<String, RepeatedCause> repeated = repeated(room, from, zone);
        Map<IncidentScanner.Run, RecoveryTrace> traces = traces(room, scanner, causes);
        List<Incident> incidents = new ArrayList<>();
        String version = "";
        int brief = 0;
        for (IncidentScanner.Run run : scanner.runs()) {
            Optional<Episode> alert = alerts.of(run);
            if (!RepeatedCauses.lasts(run.minutes, scanner.minutes()) && alert.isEmpty()) {
                brief++;
                continue;
            }
            Report report = rules.diagnose(run.worst.completed());
            version = report.rules().version();
            Optional<Report.Diagnosis> diagnosis = report.diagnoses().stream()
                    .filter(one -> one.code().equals(run.cause))
                    .findFirst();
            Optional<RecoveryTrace> trace = Optional.ofNullable(traces.get(run));
            incidents.add(incident(
                    scanner, run, causes.get(run.cause), diagnosis, repeated.get(run.cause), alerts, alert, trace));
        }
        return Optional.of(new PostMortem(
                room,
                from,
                to,
                zone == null ? scanner.zone() : zone,
                version,
                scanner.windows(),
                scanner.minutes(),
                scanner.peakViewers(),
                scanner.viewerMinutes(),
                scanner.viewerMinutesLost(),
                scanner.orders(),
                summary(scanner, incidents),
                incidents,
                timeline(scanner, incidents, alerts),
                preventions(incidents),
                scanner.curves(),
                unsaid(scanner, incidents, brief)));
    }

    /** What runs left behind, all of them from one reading of the windows. */
    private Map<IncidentScanner.Run, RecoveryTrace> traces(
            String room, IncidentScanner scanner, Map<String, CauseKnowledge> causes) {
        Map<IncidentScanner.Run, RecoveryTrace> traces = new HashMap<>();
        scanner.runs()
                .forEach(run -> RecoveryTrace.of(run, Optional.ofNullable(causes.get(run.cause)))
                        .ifPresent(trace -> traces.put(run, trace)));
        Optional<Instant> from =
                traces.values().stream().map(RecoveryTrace::from).min(Comparator.naturalOrder());
        Optional<Instant> until =
                traces.values().stream().map(RecoveryTrace::until).max(Comparator.naturalOrder());
        if (from.isPresent() && until.isPresent()) {
            history.forEachWindow(
                    room,
                    from.get(),
                    until.get(),
                    recorded -> traces.values().forEach(trace -> trace.add(recorded.snapshot())));
        }
        return traces;
    }

    /** The same causes in the weeks before. */
    private Map<String, RepeatedCause> repeated(String room, Instant from, @Nullable ZoneId zone) {
        Map<String, RepeatedCause> repeated = new LinkedHashMap<>();
        RollUpReader.Query before = new RollUpReader.Query(from.minus(BEFORE), from, room, null, null);
        for (Insight.Item item :
                lookback.ask(RepeatedCauses.QUESTION, before, zone).items()) {
            RepeatedCause cause = (RepeatedCause) item;
            repeated.merge(cause.cause(), cause, (one, other) -> one.evenings() >= other.evenings() ? one : other);
        }
        return repeated;
    }

    private Incident incident(
            IncidentScanner scanner,
            IncidentScanner.Run run,
            @Nullable CauseKnowledge knowledge,
            Optional<Report.Diagnosis> diagnosis,
            @Nullable RepeatedCause repeated,
            AlertNotes alerts,
            Optional<Episode> alert,
            Optional<RecoveryTrace> trace) {
        List<RoomEvent> events = new ArrayList<>(scanner.events());
        alert.ifPresent(episode -> events.addAll(alerts.actions(episode)));
        Recovery recovery = Recovery.of(run, trace, events);
        return new Incident(
                run.cause,
                knowledge,
                run.scope,
                run.severity,
                run.verdict,
                run.confidence,
                run.start,
                run.end,
                scanner.isOpen(run)
                        && alert.map(Episode::closed)
                                .filter(closed -> !closed.isBefore(run.end))
                                .isEmpty(),
                run.windows,
                List.copyOf(run.symptoms),
                run.worst.report(),
                diagnosis.map(Report.Diagnosis::evidence).orElse(List.of()),
                run.viewerMinutes,
                recovery.measures(),
                recovery.check(),
                repeated == null ? 0 : repeated.evenings(),
                repeated == null ? 0 : repeated.broadcasts(),
                alert.map(AlertNotes::words).orElse(null));
    }

    private static Text summary(IncidentScanner scanner, List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return scanner.isHealthy()
                    ? new Text("Nothing was wrong in any window that was recorded.", "所有已记录的窗口均正常。")
                    : new Text(
                            "No cause was confirmed or likely; the timeline says how the status went.",
                            "没有已确认或很可能的原因；状态变化见时间线。");
        }
        Incident worst = incidents.stream()
                .min(Comparator.comparing(Incident::severity)
                        .thenComparing(one -> -one.windows())
                        .thenComparing(Incident::start))
                .orElseThrow();
        long minutes = Math.max(1, Duration.between(worst.start(), worst.end()).toMinutes());
        String count = incidents.size() == 1 ? "One incident" : incidents.size() + " incidents";
        return new Text(
                count + ". The worst: " + worst.title().en()
                        + among(worst.scope()).en() + ", " + worst.severity() + ", " + minutes + " min"
                        + (worst.open() ? ", not over when the record ends." : "."),
                incidents.size() + " 起事件。最严重的：" + worst.title().zh()
                        + among(worst.scope()).zh() + "，" + worst.severity() + "，" + minutes + " 分钟"
                        + (worst.open() ? "，记录结束时仍未恢复。" : "。"));
    }

    /** Whom it concerned, where that was not everybody. */
    private static Text among(Scope scope) {
        return scope.isRoom() ? new Text("", "") : new Text(" (" + scope + ")", "（" + scope + "）");
    }

    private static List<Moment> timeline(IncidentScanner scanner, List<Incident> incidents, AlertNotes alerts) {
        List<Moment> moments = new ArrayList<>(scanner.moments());
        moments.addAll(alerts.moments());
        for (Incident incident : incidents) {
            Text scope = among(incident.scope());
            moments.add(new Moment(
                    incident.start(),
                    Kind.INCIDENT_BEGINS,
                    new Text(
                            "Begins: " + incident.title().en() + scope.en(),
                            "开始：" + incident.title().zh() + scope.zh())));
            if (!incident.open()) {
                moments.add(new Moment(
                        incident.end(),
                        Kind.INCIDENT_ENDS,
                        new Text(
                                "Ends: " + incident.title().en() + scope.en(),
                                "结束：" + incident.title().zh() + scope.zh())));
            }
        }
        moments.sort(Comparator.comparing(Moment::at)
                .thenComparing(Moment::kind)
                .thenComparing(one -> one.text().en()));
        return moments;
    }

    /** What each cause asks for before the next broadcast, the worst and the most frequent first. */
    private static List<Prevention> preventions(List<Incident> incidents) {
        Map<String, Prevention> preventions = new LinkedHashMap<>();
        incidents.stream()
                .sorted(Comparator.comparing(Incident::severity).thenComparing(one -> -one.before()))
                .forEach(incident -> {
                    CauseKnowledge knowledge = incident.knowledge();
                    if (knowledge == null || incident.severity() == Severity.INFO) {
                        return;
                    }
                    List<Action> lasting = knowledge.actions().stream()
                            .filter(action -> action.urgency() == Urgency.NEXT_BROADCAST)
                            .toList();
                    List<Action> actions =
                            lasting.isEmpty() && !knowledge.actions().isEmpty()
                                    ? knowledge
                                            .actions()
                                            .subList(
                                                    knowledge.actions().size() - 1,
                                                    knowledge.actions().size())
                                    : lasting;
                    for (Action action : actions) {
                        preventions.putIfAbsent(
                                incident.cause() + action.code(),
                                new Prevention(
                                        incident.cause(),
                                        action.code(),
                                        action.owner().name(),
                                        action.title(),
                                        action.stepsEn(),
                                        action.stepsZh(),
                                        why(incident)));
                    }
                });
        return List.copyOf(preventions.values());
    }

    private static Text why(Incident incident) {
        String en = incident.title().en();
        String zh = incident.title().zh();
        return incident.before() >= WORTH_SAYING
                ? new Text(
                        en + ": not for the first time, on " + incident.before() + " of "
                                + NumberWords.some(incident.broadcasts(), "evening", "evenings") + " before.",
                        zh + "：并非首次，此前 " + incident.broadcasts() + " 晚中有 " + incident.before() + " 晚出现。")
                : new Text(en + ".", zh + "。");
    }

    private static List<Unsaid> unsaid(IncidentScanner scanner, List<Incident> incidents, int brief) {
        List<Unsaid> unsaid = new ArrayList<>();
        if (brief > 0) {
            unsaid.add(new Unsaid(
                    "BRIEF",
                    "Left out: " + NumberWords.some(brief, "cause that was", "causes that were")
                            + " there for less than two minutes and raised no alert.",
                    "未列出 " + brief + " 个持续不足两分钟且未触发告警的原因。"));
        }
        if (scanner.left() > 0) {
            unsaid.add(new Unsaid(
                    "LEFT_OUT",
                    "Left out: " + NumberWords.some(scanner.left(), "more moment", "more moments")
                            + ". Maybe ask for a shorter time?",
                    "另有 " + scanner.left() + " 条未列出，可缩短时间范围。"));
        }
        if (!incidents.isEmpty()
                && incidents.stream().allMatch(one -> one.measures().isEmpty())) {
            unsaid.add(new Unsaid(
                    "NO_EVENTS",
                    "Nobody told what was done. Maybe send it as events, or note it in the alert, so that the next one"
                            + " can say whether it helped?",
                    "没有记录采取了什么措施；请作为 events 上报或在告警中注明，下次就能判断是否有效。"));
        }
        if (incidents.stream().anyMatch(one -> one.evidence().isEmpty())) {
            unsaid.add(new Unsaid(
                    "OTHER_RULES",
                    "Some causes were found under other rules; the rules in force do not find them in the same"
                            + " windows, so their evidence is not shown.",
                    "部分原因由其他版本规则得出，当前规则在相同窗口不再得出，因此没有证据。"));
        }
        if (Double.isNaN(scanner.viewerMinutes())) {
            unsaid.add(new Unsaid(
                    "NO_VIEWERS",
                    "audience.viewers was not measured: how many people were concerned is not known.",
                    "没有 audience.viewers，无法得知影响人数。"));
        }
        return unsaid;
    }
}
