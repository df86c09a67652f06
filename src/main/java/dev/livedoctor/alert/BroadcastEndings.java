package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When the broadcasts of a room end, by those that have ended.
 *
 * @param rests the last ends, in order
 */
record BroadcastEndings(List<Rest> rests) {
    /** Of a room of which nothing is known. */
    static final BroadcastEndings NONE = new BroadcastEndings(List.of());

    private static final int MOST = 14;
    /** One that ended much earlier than others is no habit. */
    private static final int SOME = 2;

    private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();
    private static final long ABOUT_MINUTES = 30;
    /** Within which the room is heard that goes on, even if a window is lost. */
    private static final long LATER_MINUTES = 10;
    /** What is about the same time of day, and further apart than this, is on different days. */
    private static final Duration ANOTHER_DAY = Duration.ofHours(12);

    /** How a broadcast ends. */
    enum Way {
        /** A window said that it is the last. */
        ANNOUNCED,
        /** Viewers were leaving, and then nothing came. */
        EBBED,
        /** Nothing came any more: so ends what breaks, too. */
        STOPPED
    }

    /**
     * A broadcast ended, or seemed to.
     *
     * @param at with the window that ended then
     * @param sure whether that was announced, or the room stayed silent for so long that it can hardly have been anything else
     * @param way what was seen of it
     */
    record Rest(Instant at, boolean sure, Way way) {
        private Rest sure(boolean now) {
            return new Rest(at, now, way);
        }

        private boolean isAbout(Instant time) {
            long apart = Math.floorMod(Duration.between(at, time).toMinutes(), DAY_MINUTES);
            return Math.min(apart, DAY_MINUTES - apart) <= ABOUT_MINUTES;
        }

        /** Whether it is sure, and the room goes on in {@code window} past that time of another day. */
        private boolean isOutlived(Window window) {
            Duration later = Duration.between(at, window.end());
            return sure
                    && later.compareTo(ANOTHER_DAY) > 0
                    && Math.floorMod(later.toMinutes() - ABOUT_MINUTES, DAY_MINUTES)
                            < Math.max(LATER_MINUTES, Math.round(window.minutes()));
        }
    }

    BroadcastEndings ended(Instant at, Way way) {
        List<Rest> ended = new ArrayList<>(rests);
        ended.add(new Rest(at, way == Way.ANNOUNCED, way));
        return new BroadcastEndings(List.copyOf(ended.subList(Math.max(0, ended.size() - MOST), ended.size())));
    }

    /** The same when it is known that the silence since {@code at} was a long one. */
    BroadcastEndings slept(Instant at) {
        return new BroadcastEndings(rests.stream()
                .map(rest -> rest.at.equals(at) ? rest.sure(true) : rest)
                .toList());
    }

    /** The same when the room is heard in {@code window}: what ended earlier on one other day may not end so as a habit. */
    BroadcastEndings heard(Window window) {
        return rests.stream().noneMatch(rest -> rest.isOutlived(window))
                ? this
                : new BroadcastEndings(rests.stream()
                        .map(rest -> rest.isOutlived(window) ? rest.sure(false) : rest)
                        .toList());
    }

    /**
     * Whether one that is on since {@code begin} may be about to end at {@code time}: another one did about this time of day, or some had
     * ended by then.
     */
    boolean mayEnd(Instant begin, Instant time) {
        long minutes = Duration.between(begin, time).toMinutes();
        return rests.stream().anyMatch(rest -> rest.isAbout(time))
                || rests.stream()
                                .filter(rest -> Math.floorMod(
                                                Duration.between(begin, rest.at).toMinutes(), DAY_MINUTES)
                                        <= minutes)
                                .count()
                        >= SOME;
    }

    /** Whether a broadcast usually ends about this time of day: one surely did, or two of different days seemed to. */
    boolean endsAbout(Instant time) {
        return isHabit(about(time));
    }

    /** Whether broadcasts that end about this time of day usually just stop: half of them, or more. */
    boolean stopsAbout(Instant time) {
        List<Rest> about = about(time);
        List<Rest> stopped = stopped(about);
        return isHabit(stopped) && 2 * stopped.size() >= about.size();
    }

    /** Whether it is known how broadcasts end, and less than half of them just stop. */
    boolean seldomStops() {
        return areOfTwoDays(rests) && 2 * stopped(rests).size() < rests.size();
    }

    /** Whether it was announced that the broadcast ended at {@code at}. */
    boolean isAnnounced(Instant at) {
        return rests.stream().anyMatch(rest -> rest.way == Way.ANNOUNCED && rest.at.equals(at));
    }

    /** The same where none ended at {@code at}. */
    BroadcastEndings without(Instant at) {
        return new BroadcastEndings(
                rests.stream().filter(rest -> !rest.at.equals(at)).toList());
    }

    private List<Rest> about(Instant time) {
        return rests.stream().filter(rest -> rest.isAbout(time)).toList();
    }

    private static List<Rest> stopped(List<Rest> rests) {
        return rests.stream().filter(rest -> rest.way == Way.STOPPED).toList();
    }

    private static boolean isHabit(List<Rest> rests) {
        return rests.stream().anyMatch(Rest::sure) || areOfTwoDays(rests);
    }

    private static boolean areOfTwoDays(List<Rest> rests) {
        return rests.size() > 1
                && Duration.between(rests.get(0).at, rests.get(rests.size() - 1).at)
                                .compareTo(ANOTHER_DAY)
                        > 0;
    }
}
