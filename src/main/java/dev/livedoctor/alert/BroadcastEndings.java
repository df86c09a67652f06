package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When and how the last broadcasts of a room ended, which tells what is usual.
 *
 * @param rests the last endings, in order
 */
record BroadcastEndings(List<Rest> rests) {
    /** Those of a new room. */
    static final BroadcastEndings NONE = new BroadcastEndings(List.of());

    private static final int MOST = 14;
    /** How many endings are needed before a time counts as usual. */
    private static final int SOME = 2;

    private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();
    private static final long ABOUT_MINUTES = 30;
    /** The room counts as having continued past an ending's time of day if it is heard within this. */
    private static final long LATER_MINUTES = 10;
    /** Endings about the same time of day that are further apart than this are on different days. */
    private static final Duration ANOTHER_DAY = Duration.ofHours(12);

    /** How a broadcast ends. */
    enum Way {
        /** A window said that it is the last. */
        ANNOUNCED,
        /** Viewers were leaving, and then nothing came. */
        EBBED,
        /** Windows just stopped, which an outage looks like, too. */
        STOPPED
    }

    /**
     * An ending, or what seemed to be one.
     *
     * @param at the end of the last window
     * @param sure whether it was announced, or the gap was too long for an outage
     * @param way how windows stopped
     */
    record Rest(Instant at, boolean sure, Way way) {
        private Rest sure(boolean now) {
            return new Rest(at, now, way);
        }

        private boolean isAbout(Instant time) {
            long apart = Math.floorMod(Duration.between(at, time).toMinutes(), DAY_MINUTES);
            return Math.min(apart, DAY_MINUTES - apart) <= ABOUT_MINUTES;
        }

        /** Whether it is sure, and {@code window} continues past its time of day on another day. */
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

    /** These endings when the gap since {@code at} turned out too long for an outage. */
    BroadcastEndings slept(Instant at) {
        return new BroadcastEndings(rests.stream()
                .map(rest -> rest.at.equals(at) ? rest.sure(true) : rest)
                .toList());
    }

    /** Drops the certainty of earlier endings that the room has outlived: it broadcast past that time of day on another day. */
    BroadcastEndings heard(Window window) {
        return rests.stream().noneMatch(rest -> rest.isOutlived(window))
                ? this
                : new BroadcastEndings(rests.stream()
                        .map(rest -> rest.isOutlived(window) ? rest.sure(false) : rest)
                        .toList());
    }

    /**
     * Whether a broadcast that began at {@code begin} may be about to end at {@code time}: another one ended about this time of day, or two
     * had ended by this time of day.
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

    /** Whether broadcasts usually end about this time of day: one surely did, or two of different days seemed to. */
    boolean endsAbout(Instant time) {
        return isHabit(about(time));
    }

    /** Whether at least half of the broadcasts that ended about this time of day just stopped. */
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

    /** These endings without the one at {@code at}. */
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
