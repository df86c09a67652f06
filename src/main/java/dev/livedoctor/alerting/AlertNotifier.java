package dev.livedoctor.alerting;

import dev.livedoctor.alert.AlertPolicy;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.alert.EpisodeKind;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.history.Episodes.Noted;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.MutedEpisodes;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.notify.AlertJson;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.notify.OutboxFullException;
import dev.livedoctor.snapshot.WellKnown;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Puts what happens in alerts into the outbox of notifications; what was long past when it was recorded is no news. */
public final class AlertNotifier implements AlertChangeFeed.Listener {
    private static final Set<Type> NEWS =
            EnumSet.of(Type.OPENED, Type.WORSE, Type.FLAPPING, Type.UNFOLDED, Type.WORKED, Type.FAILED, Type.CLOSED);

    /** Changes that start something worth telling. */
    private static final Set<Type> BEGINNINGS = EnumSet.of(Type.OPENED, Type.WORSE, Type.UNFOLDED);
    /** After this a change counts as delivered, even if a target has not accepted it yet. */
    private static final long SOON = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = Logger.getLogger(AlertNotifier.class);
    /** How old a room's newest window may be for the room to count as live. */
    private static final Duration LIVE = Duration.ofMinutes(15);

    private final Notifications notifications;
    private final History history;
    private final AlertWords words;
    private final AlertJson json;
    private final AlertPolicy policy;
    private final Mutes mutes;
    private final MutedEpisodes mutedEpisodes;
    private final Deque<Offered> offered = new ArrayDeque<>();

    /** Puts it into the outbox of {@code notifications}. */
    public AlertNotifier(
            Notifications notifications, History history, AlertWords words, AlertJson json, AlertPolicy policy) {
        this.notifications = notifications;
        this.history = history;
        this.words = words;
        this.json = json;
        this.policy = policy;
        mutes = history.mutes();
        mutedEpisodes = history.mutedEpisodes();
    }

    /**
     * A change that targets were told of.
     *
     * @param at when, in nanoseconds
     * @param kept the episode that was kept back until then; 0 where it was not
     */
    private record Offered(long change, long at, long kept) {}

    @Override
    public void onChanges(List<Noted> changes, LongConsumer taken) {
        Set<Long> hidden = reveal();
        for (Noted noted : changes) {
            hear(noted, hidden);
            taken.accept(noted.change().id());
        }
    }

    /** Tells of what was kept back and outlasts the mute; the episodes that are still kept back. */
    private Set<Long> reveal() {
        Set<Long> hidden = new HashSet<>();
        for (EpisodeChange change : mutedEpisodes.all()) {
            Episode episode = change.episode();
            if (offered.stream().anyMatch(one -> one.kept == episode.id())) {
                continue;
            }
            if (episode.isOpen() && episode.under() == null && !isMuted(episode)) {
                offer(change, episode.id());
            } else {
                hidden.add(episode.id());
            }
        }
        return hidden;
    }

    private void hear(Noted noted, Set<Long> hidden) {
        EpisodeChange change = noted.change();
        Episode episode = change.episode();
        boolean news =
                isNew(noted) && (episode.under() == null ? NEWS.contains(change.what()) : change.what() == Type.FOLDED);
        if (hidden.contains(episode.id())) {
            // A target that was not told of the beginning is not told of the rest.
            if (change.what() == Type.CLOSED) {
                mutedEpisodes.remove(episode.id());
            }
        } else if (news && !isMuted(episode)) {
            offer(change, 0);
        } else if (news && BEGINNINGS.contains(change.what())) {
            mutedEpisodes.add(change);
            hidden.add(episode.id());
        }
    }

    private boolean isMuted(Episode episode) {
        return mutes.find(episode.room(), episode.cause()).isPresent();
    }

    /** What waits in the outbox is safe as long as this process lives; what is soon delivered, another one may tell if it does not. */
    @Override
    public long acknowledgedUpTo(long last) {
        long now = System.nanoTime();
        while (!offered.isEmpty()) {
            Offered first = offered.element();
            if (now - first.at < SOON && notifications.isWaiting(first.change)) {
                return Math.min(last, first.change - 1);
            }
            if (first.kept != 0) {
                mutedEpisodes.remove(first.kept);
            }
            offered.remove();
        }
        return last;
    }

    /** Whether a change is recent enough to tell. Gaps may be older: after a restart they are only noticed after a while. */
    private boolean isNew(Noted noted) {
        EpisodeChange change = noted.change();
        Duration most =
                change.episode().kind() == EpisodeKind.TELEMETRY_GAP ? policy.over() : LIVE.plus(policy.lateness());
        return !change.at().isBefore(noted.taken().minus(most));
    }

    private void offer(EpisodeChange change, long kept) {
        List<String> told = List.of();
        try {
            told = notifications.enqueue(
                    change, words, json, market(change.episode().room()));
        } catch (OutboxFullException | HistoryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "What happened in alert %d cannot be told, and is left out",
                    change.episode().id());
        }
        if (!told.isEmpty() || kept != 0) {
            offered.add(new Offered(change.id(), System.nanoTime(), kept));
        }
    }

    private Optional<String> market(String room) {
        return history.latest(room)
                .map(window -> window.snapshot().attributes().get(WellKnown.MARKET))
                .map(Object::toString);
    }
}
