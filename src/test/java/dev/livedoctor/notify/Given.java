package dev.livedoctor.notify;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.AlertTimes;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports and targets for the tests of this room. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    static final TargetFilter ALL = new TargetFilter(Status.HEALTHY, Optional.empty(), List.of(), Set.of(), Set.of());
    static final Target EVERYTHING = target(TargetType.WEBHOOK, "https://example.com/hook", null);

    private Given() {}

    static Target target(TargetType kind, String url, @Nullable String secret) {
        return target("t", kind, url, secret);
    }

    static Target target(String name, TargetType kind, String url, @Nullable String secret) {
        return new Target(
                name,
                kind,
                Destination.of(url),
                Optional.ofNullable(secret),
                Optional.empty(),
                Language.EN,
                ALL,
                true,
                Optional.empty());
    }

    static Target quiet(Target target, QuietHours hours) {
        return new Target(
                target.name(),
                target.kind(),
                target.destination(),
                target.secret(),
                target.chat(),
                target.language(),
                target.filter(),
                target.alerts(),
                Optional.of(hours));
    }

    static OutboxMessage message(Target target, String room, String report) {
        return message(target, room, report, false);
    }

    static OutboxMessage message(Target target, String room, String report, boolean loud) {
        return new OutboxMessage(
                0,
                target.name(),
                target.kind(),
                room,
                report,
                NOW,
                loud,
                ("{\"is\":\"" + report + "\"}").getBytes(),
                0);
    }

    static Report report(String room, Status status) {
        return report(room, status, List.of(), List.of());
    }

    /** A report with one symptom, and one cause whose first action is the owner's. */
    static Report report(String room, Status status, Severity severity, Owner owner) {
        SymptomKnowledge stalls = new SymptomKnowledge(
                "STALLS",
                severity,
                List.of(),
                text("stalls"),
                text("means"),
                text("viewers"),
                text("confirm"),
                text("gaps"));
        Action act = new Action(
                "ACT",
                text("act"),
                owner,
                Urgency.NOW,
                List.of("act"),
                List.of("做"),
                text("none"),
                true,
                new Action.Verification("playback.stall_ratio", Direction.BELOW, 0.02, 5),
                text("nothing"));
        CauseKnowledge cause = new CauseKnowledge(
                "CAUSE",
                "network",
                -2,
                false,
                Map.of(),
                List.of(),
                text("cause"),
                text("means"),
                text("viewers"),
                text("confirm"),
                text("gaps"),
                List.of(act),
                AlertTimes.USUAL);
        return report(
                room,
                status,
                List.of(new Report.SymptomFound(stalls, severity, Scope.ROOM, List.of(), List.of("CAUSE"), null)),
                List.of(new Report.Diagnosis(
                        cause, Verdict.LIKELY, 0.8, Scope.ROOM, List.of("STALLS"), List.of(), List.of(), List.of())));
    }

    private static Report report(
            String room, Status status, List<Report.SymptomFound> symptoms, List<Report.Diagnosis> diagnoses) {
        return new Report(
                room,
                new Window(NOW.minusSeconds(60), NOW),
                status,
                text("summary"),
                symptoms,
                diagnoses,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Report.Rules("pack", "version", null, Map.of()));
    }

    private static Text text(String words) {
        return new Text(words, words);
    }
}
