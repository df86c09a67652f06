package dev.livedoctor.notify;

import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.history.StoredReport;
import java.time.Instant;

/** Writes messages: to a chat platform its card, to a webhook the event. */
final class MessageWriter {
    private final Cards cards;
    private final ReportJson json;

    MessageWriter(Cards cards, ReportJson json) {
        this.cards = cards;
        this.json = json;
    }

    /** What messages about the change {@code id} are called. */
    static String name(long id) {
        return "alert-" + id;
    }

    /** A message with what happened in an alert to {@code target}. */
    OutboxMessage write(EpisodeChange change, AlertWords words, AlertJson alerts, Target target, Instant now) {
        String name = name(change.id());
        String room = change.episode().room();
        byte[] body = target.kind()
                .platform()
                .map(platform -> cards.render(platform, change, words, target.language()))
                .orElseGet(() -> CloudEvent.of(
                        "dev.livedoctor.alert", name, room, now, alerts.write(change, target.language())));
        boolean loud = change.episode().isOpen() && change.episode().severity() == Severity.CRITICAL;
        return new OutboxMessage(0, target.name(), target.kind(), room, name, now, loud, body, 0);
    }

    /** A message with {@code report} to {@code target}. */
    OutboxMessage write(StoredReport report, Target target, Instant now) {
        byte[] body = target.kind()
                .platform()
                .map(platform -> cards.render(platform, report.id(), report.report(), target.language()))
                .orElseGet(() -> CloudEvent.of(report, json.write(report, target.language())));
        return new OutboxMessage(
                0,
                target.name(),
                target.kind(),
                report.report().room(),
                report.id(),
                now,
                report.report().status() == Status.CRITICAL,
                body,
                0);
    }
}
