package dev.livedoctor.alerting;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.FoldedFinding;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.Labels;
import dev.livedoctor.chat.Link;
import dev.livedoctor.chat.UntrustedText;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An episode as Alertmanager takes it. Labels are what it is, from its opening to its closing; what may change, severity first of all, is
 * in the annotations, since other labels would be another alert.
 */
record AlertmanagerAlert(AlertWords words, Language language, Link link) {
    /** More than a room may have. */
    private static final int MOST_OF_A_ROOM = 200;

    private static final int MOST_OF_A_SCOPE = 300;

    /** What makes it this alert and no other. */
    static Map<String, String> labels(Episode episode) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", episode.cause());
        labels.put("service", "livedoctor");
        labels.put("room", UntrustedText.name(episode.room(), MOST_OF_A_ROOM));
        labels.put("kind", episode.kind().name().toLowerCase(Locale.ROOT));
        if (!episode.layer().isEmpty()) {
            labels.put("layer", episode.layer());
        }
        if (episode.owner() != null) {
            labels.put("owner", episode.owner().name().toLowerCase(Locale.ROOT));
        }
        if (!episode.firstScope().isEmpty()) {
            labels.put(
                    "scope", UntrustedText.name(Scope.of(episode.firstScope()).toString(), MOST_OF_A_SCOPE));
        }
        return labels;
    }

    /** The alert, which ends at {@code ends} if nothing more is heard of it. */
    ObjectNode of(Episode episode, Instant now, Instant ends) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        ObjectNode labels = alert.putObject("labels");
        labels(episode).forEach(labels::put);
        ObjectNode annotations = alert.putObject("annotations");
        annotations(episode).forEach((name, text) -> {
            if (!text.isEmpty()) {
                annotations.put(name, text);
            }
        });
        // An alert begins before it ends, whatever the clock of the room says.
        Instant began = episode.opened().isBefore(now) ? episode.opened() : now;
        return alert.put("startsAt", began.toString())
                .put(
                        "endsAt",
                        ends.isAfter(began)
                                ? ends.toString()
                                : began.plusMillis(1).toString())
                .put("generatorURL", link.to(Long.toString(episode.id()), episode.room()));
    }

    private Map<String, String> annotations(Episode episode) {
        Map<String, String> texts = new TreeMap<>();
        Scope scope = Scope.of(episode.scope());
        String title = words.title(episode, language);
        texts.put("summary", UntrustedText.words(scope.isRoom() ? title : title + " (" + scope + ")"));
        texts.put("severity", episode.severity().name().toLowerCase(Locale.ROOT));
        texts.put(
                "verdict",
                episode.verdict() == null
                        ? ""
                        : episode.verdict().name().toLowerCase(Locale.ROOT) + " "
                                + Labels.percent(episode.confidence()));
        texts.put("action", UntrustedText.words(words.firstAction(episode, language)));
        texts.put("check", episode.check() == null ? "" : AlertWords.check(episode.check(), language));
        texts.put(
                "symptoms",
                episode.folded().stream().map(FoldedFinding::code).distinct().collect(Collectors.joining(", ")));
        texts.put("flapping", episode.flapping() ? "true" : "");
        texts.put("ended", UntrustedText.words(AlertWords.ending(episode.ending(), language)));
        texts.put("episode", Long.toString(episode.id()));
        texts.put(
                "previous", episode.previous() == null ? "" : episode.previous().toString());
        return texts;
    }
}
