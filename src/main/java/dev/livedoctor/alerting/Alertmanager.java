package dev.livedoctor.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.chat.Link;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.history.Episodes.Noted;
import dev.livedoctor.history.Episodes.Query;
import dev.livedoctor.history.History;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.outbound.BadDestinationException;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.HttpReply;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.outbound.SecretSetting;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Keeps an Alertmanager up to date through its API v2. What is open is sent again and again, so that one that was started anew knows it,
 * and one that hears of us no more resolves it; what is over is sent until it was taken.
 */
public final class Alertmanager implements AlertChangeFeed.Listener, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 200;
    private static final int MOST_OPEN = 10_000;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int OK = 200;

    private final AlertmanagerConfig config;
    private final Episodes episodes;
    private final Mutes mutes;
    private final AlertmanagerAlert document;
    private final Clock clock;
    private final Destination destination;
    private final Map<String, String> headers;
    private final OutboundClient client;
    private Instant next = Instant.MIN;

    /**
     * Keeps the one up to date that {@code config} names.
     *
     * @throws IllegalArgumentException where it cannot be what it is configured to be
     */
    public Alertmanager(AlertmanagerConfig config, History history, AlertWords words, Clock clock) {
        if (config.resolveAfter().compareTo(config.resend().multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("livedoctor.alertmanager.resolve-after is " + config.resolveAfter()
                    + ", and must be three times livedoctor.alertmanager.resend, " + config.resend()
                    + ", or more: one late message would resolve what goes on. Maybe resend more often?");
        }
        this.config = config;
        episodes = history.episodes();
        mutes = history.mutes();
        this.clock = clock;
        document = new AlertmanagerAlert(words, config.language(), new Link(config.link()));
        try {
            String url = config.url().orElseThrow();
            destination = Destination.of((url.endsWith("/") ? url : url + "/") + "api/v2/alerts");
            client =
                    new OutboundClient(new EgressPolicy(config.allowedNetworks().orElse(List.of())), config.timeout());
        } catch (BadDestinationException e) {
            throw new IllegalArgumentException("livedoctor.alertmanager: " + e.getMessage(), e);
        }
        headers = headers(config);
    }

    private static Map<String, String> headers(AlertmanagerConfig config) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "LiveDoctor");
        SecretSetting.read("livedoctor.alertmanager.authorization", config.authorization(), config.authorizationFile())
                .ifPresent(text -> headers.put("Authorization", text));
        return headers;
    }

    @Override
    public void onChanges(List<Noted> changes, LongConsumer taken) throws InterruptedException {
        Instant now = clock.instant();
        // Also where the wall clock was set back.
        boolean soon = !now.isBefore(next) || next.isAfter(now.plus(config.resend()));
        if (changes.isEmpty() && !soon) {
            return;
        }
        List<Episode> open = episodes.find(new Query(null, true, null, null, MOST_OPEN)).stream()
                .filter(episode -> episode.under() == null && !isMuted(episode))
                .toList();
        Set<Map<String, String>> firing =
                open.stream().map(AlertmanagerAlert::labels).collect(Collectors.toSet());
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        changes.stream()
                .map(Noted::change)
                .filter(change -> change.what() == Type.CLOSED || change.what() == Type.FOLDED)
                .map(EpisodeChange::episode)
                .filter(episode -> !firing.contains(AlertmanagerAlert.labels(episode)))
                .forEach(episode -> alerts.add(document.of(episode, now, now)));
        open.forEach(episode -> alerts.add(document.of(episode, now, now.plus(config.resolveAfter()))));
        post(alerts);
        next = now.plus(config.resend());
    }

    private boolean isMuted(Episode episode) {
        return mutes.find(episode.room(), episode.cause()).isPresent();
    }

    private void post(ArrayNode alerts) throws InterruptedException {
        for (int from = 0; from < alerts.size(); from += AT_ONCE) {
            List<Object> page = new ArrayList<>();
            for (int i = from; i < Math.min(from + AT_ONCE, alerts.size()); i++) {
                page.add(alerts.get(i));
            }
            send(page);
        }
    }

    private void send(List<Object> page) throws InterruptedException {
        try {
            HttpReply reply = client.post(destination, headers, JSON.writeValueAsBytes(page), 0)
                    .toCompletableFuture()
                    .get(2 * config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (reply.status() < OK || reply.status() >= MULTIPLE_CHOICES) {
                throw new DeliveryRejectedException(destination + " answered " + reply.status()
                        + ". Maybe livedoctor.alertmanager.url or .authorization is wrong?");
            }
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DeliveryRejectedException(destination + ": " + cause.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
