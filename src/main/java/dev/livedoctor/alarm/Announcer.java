package dev.livedoctor.alarm;

import dev.livedoctor.alert.Change;
import dev.livedoctor.alert.Change.What;
import dev.livedoctor.alert.Kind;
import dev.livedoctor.alert.Policy;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.history.Episodes.Noted;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.notify.AlertJson;
import dev.livedoctor.notify.Notifications;
import dev.livedoctor.notify.OutboxFullException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Puts what happens in alerts into the outbox of notifications; what was long past when it was recorded is no news. */
public final class Announcer implements Follower.Ear {
    private static final String MARKET = "room.market";
    private static final Set<What> NEWS =
            EnumSet.of(What.OPENED, What.WORSE, What.FLAPPING, What.UNFOLDED, What.WORKED, What.FAILED, What.CLOSED);

    private static final Logger LOG = Logger.getLogger(Announcer.class);
    /** As long as a room counts as live. */
    private static final Duration LIVE = Duration.ofMinutes(15);

    private final Notifications notifications;
    private final History history;
    private final AlertWords words;
    private final AlertJson json;
    private final Policy policy;

    /** Puts it into the outbox of {@code notifications}. */
    public Announcer(Notifications notifications, History history, AlertWords words, AlertJson json, Policy policy) {
        this.notifications = notifications;
        this.history = history;
        this.words = words;
        this.json = json;
        this.policy = policy;
    }

    @Override
    public void hear(List<Noted> changes, LongConsumer taken) {
        for (Noted noted : changes) {
            Change change = noted.change();
            boolean own = change.episode().under() == null;
            if (isNew(noted) && (own ? NEWS.contains(change.what()) : change.what() == What.FOLDED)) {
                offer(change);
            }
            taken.accept(change.id());
        }
    }

    /** A silence is noticed by the clock, and after a restart not before somebody listened for a while. */
    private boolean isNew(Noted noted) {
        Change change = noted.change();
        Duration most = change.episode().kind() == Kind.TELEMETRY_GAP ? policy.over() : LIVE.plus(policy.lateness());
        return !change.at().isBefore(noted.taken().minus(most));
    }

    private void offer(Change change) {
        try {
            notifications.offer(change, words, json, market(change.episode().room()));
        } catch (OutboxFullException | HistoryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "What happened in alert %d cannot be told, and is left out",
                    change.episode().id());
        }
    }

    private Optional<String> market(String room) {
        return history.latest(room)
                .map(window -> window.snapshot().attributes().get(MARKET))
                .map(Object::toString);
    }
}
