package dev.livedoctor.alarm;

import dev.livedoctor.alert.Change;
import dev.livedoctor.alert.Change.What;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.history.History;
import dev.livedoctor.notify.AlertJson;
import dev.livedoctor.notify.Notifications;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts what happens in alerts into the outbox of notifications. */
public final class Announcer implements Follower.Ear {
    private static final String MARKET = "room.market";
    private static final Set<What> NEWS =
            EnumSet.of(What.OPENED, What.WORSE, What.FLAPPING, What.UNFOLDED, What.WORKED, What.FAILED, What.CLOSED);

    private final Notifications notifications;
    private final History history;
    private final AlertWords words;
    private final AlertJson json;

    /** Puts it into the outbox of {@code notifications}. */
    public Announcer(Notifications notifications, History history, AlertWords words, AlertJson json) {
        this.notifications = notifications;
        this.history = history;
        this.words = words;
        this.json = json;
    }

    @Override
    public void hear(List<Change> changes) {
        for (Change change : changes) {
            boolean own = change.episode().under() == null;
            if (own ? NEWS.contains(change.what()) : change.what() == What.FOLDED) {
                notifications.offer(change, words, json, market(change.episode().room()));
            }
        }
    }

    private Optional<String> market(String room) {
        return history.latest(room)
                .map(window -> window.snapshot().attributes().get(MARKET))
                .map(Object::toString);
    }
}
