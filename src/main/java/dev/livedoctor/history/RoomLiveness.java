package dev.livedoctor.history;

import dev.livedoctor.snapshot.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which rooms are heard, by a clock that nobody sets: where the other one is set, a room has not been silent, and its silence is not over.
 * Safe for use by many threads at once.
 */
final class RoomLiveness {
    /** Whose newest window is older was not reporting live, and its silence says nothing. */
    private static final Duration LIVE = Duration.ofMinutes(15);

    private static final int MOST_ROOMS = 100_000;

    private final Duration gap;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, Heard> rooms = new ConcurrentHashMap<>();
    /** Since when this process listens without a break. */
    private volatile long began;
    /** The furthest that the clock has been, and when. */
    private Instant furthest;

    private long furthestAt;

    /**
     * Listens from now on.
     *
     * @param gap how long a room may be silent
     * @param nanos a clock that nobody sets
     */
    RoomLiveness(Duration gap, Clock clock, LongSupplier nanos) {
        this.gap = gap;
        this.clock = clock;
        this.nanos = nanos;
        began = nanos.getAsLong();
        furthest = clock.instant();
        furthestAt = began;
    }

    /**
     * What was heard of a room last.
     *
     * @param at when, by the clock that nobody sets
     * @param window its time
     * @param live whether it told of the present
     * @param unbroken whether the room had been heard live shortly before
     * @param first whether this process had just begun to listen, and cannot say whether it had
     */
    record Heard(long at, Window window, boolean live, boolean unbroken, boolean first) {}

    /** {@code window} came of {@code room}, whether it can be written or not. */
    Heard heard(String room, Window window) {
        if (rooms.size() >= MOST_ROOMS) {
            rooms.clear();
        }
        long at = nanos.getAsLong();
        boolean young = !window.end().isBefore(clock.instant().minus(LIVE));
        return rooms.merge(
                room,
                new Heard(at, window, young, false, at - began < gap.toNanos()),
                (before, now) -> after(before, now));
    }

    private Heard after(Heard before, Heard now) {
        boolean newer = now.window.end().isAfter(before.window.end());
        boolean live = now.live || before.live && newer && isAtPace(before, now);
        if (now.window.equals(before.window) || before.live && !live && !newer) {
            // It says nothing new.
            return before;
        }
        long since = now.at - before.at;
        boolean unbroken = live && before.live && since < gap.toNanos() && since > half(now.window);
        return new Heard(now.at, now.window, live, unbroken, false);
    }

    /** What comes faster than it was measured was kept for a while, and does not say when the room was silent. */
    private static long half(Window window) {
        return Duration.between(window.start(), window.end()).dividedBy(2).toNanos();
    }

    /** Whether windows come as fast as time goes by, so that only the clock says that they are old. */
    private static boolean isAtPace(Heard before, Heard now) {
        Duration step = Duration.between(before.window.end(), now.window.end());
        return now.at - before.at > step.dividedBy(2).toNanos();
    }

    /** The history is away: what rooms say meanwhile may be lost, and proves nothing. */
    void resetAfterOutage() {
        began = nanos.getAsLong();
    }

    /** Whether {@code room} may only seem silent, because a clock was set, or because this process has just begun to listen. */
    boolean wasHeardLately(String room) {
        long now = nanos.getAsLong();
        Heard last = rooms.get(room);
        return now - began < gap.toNanos() || last != null && now - last.at < gap.toNanos();
    }

    /** Whether {@code room}, whose newest window ended at {@code end}, reports live. */
    boolean isLive(String room, Instant end) {
        Heard last = rooms.get(room);
        return last == null ? !end.isBefore(clock.instant().minus(LIVE)) : last.live;
    }

    /** What time it is for {@code room}: by the clock, as far as that agrees with how long ago the room was heard live. */
    Instant now(String room) {
        Instant now = clock.instant();
        Heard last = rooms.get(room);
        if (last == null || !last.live) {
            return now;
        }
        Instant earliest = last.window.end().plusNanos(nanos.getAsLong() - last.at);
        Instant latest = earliest.plus(LIVE);
        return now.isBefore(earliest) ? earliest : now.isAfter(latest) ? latest : now;
    }

    /** What the clock says, or would say had it not been set back. */
    synchronized Instant furthest() {
        long at = nanos.getAsLong();
        Instant now = clock.instant();
        Instant reached = furthest.plusNanos(at - furthestAt);
        furthest = now.isAfter(reached) ? now : reached;
        furthestAt = at;
        return furthest;
    }
}
