package dev.livedoctor.notify;

import dev.livedoctor.chat.Cards;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.history.StoredReport;
import java.time.Instant;

/** Writes letters: to a chat platform its card, to a webhook the event. */
final class Scribe {
    private final Cards cards;
    private final ReportJson json;

    Scribe(Cards cards, ReportJson json) {
        this.cards = cards;
        this.json = json;
    }

    /** A letter with {@code report} to {@code target}. */
    Letter write(StoredReport report, Target target, Instant now) {
        byte[] body = target.kind()
                .platform()
                .map(platform -> cards.render(platform, report.id(), report.report(), target.language()))
                .orElseGet(() -> CloudEvent.of(report, json.write(report, target.language())));
        return new Letter(
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
