package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which windows of a room are evaluated, and when. A window in the future waits; but if consecutive windows continue in the
 * future, the clock is assumed wrong and they are evaluated.
 */
final class Timeline {
    /** How far ahead of the clock a window may end and still be evaluated at once. */
    private static final Duration AHEAD = Duration.ofMinutes(2);
    /** Most windows that wait for their time. */
    private static final int MOST = 500;

    private final AlertPolicy policy;

    Timeline(AlertPolicy policy) {
        this.policy = policy;
    }

    /** The room with one more window, which is not late. */
    RoomState with(RoomState state, WindowSummary summary, Instant now) {
        List<WindowSummary> recent = new ArrayList<>(state.recent());
        recent.add(summary);
        recent.sort(WindowSummary.IN_ORDER);
        return counted(state, recent, now, isOnTime(summary, now));
    }

    /** The room at {@code now}, with those waiting windows evaluated whose time has come. */
    RoomState at(RoomState state, Instant now) {
        return counted(state, state.recent(), now, false);
    }

    private RoomState counted(RoomState state, List<WindowSummary> recent, Instant now, boolean onTime) {
        RoomState counted = state.seen(recent, newest(state, recent, now));
        List<WindowSummary> waiting = counted.waiting();
        // Once a window is on time, windows far ahead of it came from a wrong clock and are dropped.
        Instant latest = onTime ? now.plus(AHEAD).plus(policy.lateness()) : Instant.MAX;
        List<WindowSummary> kept = new ArrayList<>(counted.counting());
        waiting.stream()
                .filter(one -> !one.window().end().isAfter(latest))
                .limit(MOST)
                .forEach(kept::add);
        return counted.with(counted.base(), List.copyOf(kept));
    }

    /** The end of the newest window to evaluate: its time has come, or it continues such a window, or windows continue for a whole gap. */
    private @Nullable Instant newest(RoomState state, List<WindowSummary> recent, Instant now) {
        Duration stride = state.base().stride();
        Duration gap = policy.gap(stride);
        Instant newest = state.seen();
        Instant since = null;
        Instant until = null;
        for (WindowSummary one : recent) {
            Window window = one.window();
            if (newest != null && !window.end().isAfter(newest)) {
                continue;
            }
            boolean goesOn = newest != null && !window.start().isAfter(newest.plus(stride));
            if (isOnTime(one, now) || goesOn) {
                newest = window.end();
                continue;
            }
            if (since == null || until == null || window.start().isAfter(until.plus(gap))) {
                since = window.start();
            } else if (Duration.between(since, window.end()).compareTo(gap) >= 0) {
                newest = window.end();
            }
            until = window.end();
        }
        return newest;
    }

    /** Whether {@code summary} is later than the lateness allows. */
    boolean isLate(RoomState state, WindowSummary summary) {
        Instant seen = state.seen();
        return seen != null && !summary.window().end().isAfter(seen.minus(policy.lateness()));
    }

    /** The room with a late window. It is kept only if the windows before may have come from a clock ahead of time. */
    RoomState withLate(RoomState state, WindowSummary summary, Instant now) {
        Instant seen = state.seen();
        boolean ahead = seen != null && seen.isAfter(now.plus(AHEAD));
        boolean live = isOnTime(summary, now) && summary.window().end().isAfter(now.minus(policy.gap()));
        if (!ahead || !live) {
            return state;
        }
        List<WindowSummary> astray = new ArrayList<>(state.astray());
        astray.add(summary);
        astray.sort(WindowSummary.IN_ORDER);
        return state.astray(List.copyOf(astray));
    }

    /** Whether late windows that are on time by this clock continue for so long that the sender's clock was corrected. */
    boolean wasPutRight(RoomState state) {
        List<WindowSummary> astray = state.astray();
        return astray.size() > 1
                && Duration.between(
                                        astray.get(0).window().start(),
                                        astray.get(astray.size() - 1).window().end())
                                .compareTo(policy.lateness())
                        >= 0;
    }

    private static boolean isOnTime(WindowSummary summary, Instant now) {
        return !summary.window().end().isAfter(now.plus(AHEAD));
    }
}
