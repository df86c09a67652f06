package dev.livedoctor.history;

import dev.livedoctor.snapshot.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tracks, by the monotonic clock, when each room was last heard, so that adjusting the wall clock neither creates nor ends a telemetry gap.
 * Safe for use by many threads at once.
 */
final class RoomLiveness {
    /** A room whose newest window was older is filling in its past, and has no telemetry gap. */
    private static final Duration LIVE = Duration.ofMinutes(15);

    private static final int MOST_ROOMS = 100_000;

    private final Duration gap;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, Heard> rooms = new ConcurrentHashMap<>();
    /** Since when this process listens without a break, by the monotonic clock. */
    private volatile long began;
    /** The latest wall-clock time seen, and when by the monotonic clock. */
    private Instant furthest;

    private long furthestAt;

    /**
     * Listens from now on.
     *
     * @param gap after how long without a window there is a telemetry gap
     * @param nanos the monotonic clock, in nanoseconds
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
     * The last window of a room.
     *
     * @param at when it arrived, by the monotonic clock
     * @param window its time
     * @param live whether the room reports the present, and not its past
     * @param unbroken whether the room had been heard live shortly before
     * @param first whether this process had just started, and cannot know that
     */
    record Heard(long at, Window window, boolean live, boolean unbroken, boolean first) {}

    /** Notes that {@code window} of {@code room} arrived, whether it can be recorded or not. */
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

    /** Windows that arrive faster than real time were buffered by the sender and say nothing about gaps. */
    private static long half(Window window) {
        return Duration.between(window.start(), window.end()).dividedBy(2).toNanos();
    }

    /** Whether windows arrive in real time, so that a wrong clock only makes them look old. */
    private static boolean isAtPace(Heard before, Heard now) {
        Duration step = Duration.between(before.window.end(), now.window.end());
        return now.at - before.at > step.dividedBy(2).toNanos();
    }

    /** Starts anew after the history was away: windows sent meanwhile may be lost, which is no gap. */
    void resetAfterOutage() {
        began = nanos.getAsLong();
    }

    /** Whether {@code room} was heard within a gap's length, or this process has listened for less than that. */
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

    /** The time for {@code room}: the wall clock, bounded by its last live window and how long ago that arrived. */
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

    /** The wall-clock time, or what it would be had the clock not been set back. */
    synchronized Instant furthest() {
        long at = nanos.getAsLong();
        Instant now = clock.instant();
        Instant reached = furthest.plusNanos(at - furthestAt);
        furthest = now.isAfter(reached) ? now : reached;
        furthestAt = at;
        return furthest;
    }
}
