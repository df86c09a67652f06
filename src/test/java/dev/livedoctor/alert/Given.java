package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Windows of a minute, and what they show. */
final class Given {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final String METRIC = "playback.stall_ratio";

    private Given() {}

    static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }

    static Sign cause(String code, Severity severity, Verdict verdict, String... symptoms) {
        return new Sign(
                EpisodeKind.CAUSE,
                code,
                severity,
                verdict,
                0.9,
                Map.of(),
                Set.of(symptoms),
                true,
                List.of(METRIC),
                false,
                "network",
                Owner.NETWORK,
                "ACT",
                new Verification(METRIC, Direction.BELOW, 0.02, 5),
                null,
                null);
    }

    static Sign uplink(Severity severity) {
        return cause("UPLINK_CONGESTED", severity, Verdict.CONFIRMED, "STALLS");
    }

    static Sign symptom(String code, Severity severity) {
        return Sign.symptom(code, severity, Map.of(), Set.of(), List.of(METRIC), false, null, null);
    }

    /** A symptom that comes and goes with the tide of a room. */
    static Sign tide(String code, Severity severity) {
        return Sign.symptom(code, severity, Map.of(), Set.of(), List.of(METRIC), true, null, null);
    }

    /** The window of minute {@code number}, with what it shows. */
    static Sighting window(int number, Sign... signs) {
        return window(minute(number), minute(number + 1), signs);
    }

    static Sighting window(Instant start, Instant end, Sign... signs) {
        List<Folded> symptoms = Arrays.stream(signs)
                .flatMap(sign -> sign.symptoms().stream()
                        .map(code -> new Folded(EpisodeKind.SYMPTOM, code, sign.severity(), null, Map.of())))
                .sorted(Comparator.comparing(Folded::severity))
                .toList();
        return new Sighting(
                new Window(start, end),
                "report",
                List.of(signs),
                symptoms,
                Measured.of(List.of(METRIC)),
                Map.of(METRIC, signs.length > 0 ? 0.2 : 0.001),
                null,
                false,
                false);
    }

    /** The window of minute {@code number}, which measures nothing. */
    static Sighting blind(int number) {
        Window window = new Window(minute(number), minute(number + 1));
        return new Sighting(
                window, "report", List.of(), List.of(), Measured.of(List.of()), Map.of(), null, false, false);
    }

    /** The window of minute {@code number}, which says that it is the last. */
    static Sighting last(int number, Sign... signs) {
        return window(number, null, true, signs);
    }

    /** The window of minute {@code number}, with so many viewers. */
    static Sighting crowd(int number, double viewers, Sign... signs) {
        return window(number, viewers, false, signs);
    }

    private static Sighting window(int number, @Nullable Double viewers, boolean last, Sign... signs) {
        Sighting one = window(number, signs);
        return new Sighting(
                one.window(),
                "report",
                one.signs(),
                one.symptoms(),
                one.measured(),
                one.values(),
                viewers,
                last,
                false);
    }

    /** A room, and all that is told of it. */
    static final class Room {
        final Ward ward;
        RoomState state = RoomState.of("room");
        final List<Change> changes = new ArrayList<>();
        final Map<Long, Episode> episodes = new TreeMap<>();
        private long ids;
        private Instant now = START;

        Room() {
            this(Policy.USUAL);
        }

        Room(Policy policy) {
            ward = new Ward(policy);
        }

        Room see(Sighting... sightings) {
            for (Sighting one : sightings) {
                Instant end = one.window().end();
                now = end.isAfter(now) ? end : now;
                see(one, now);
            }
            return this;
        }

        Room see(Sighting sighting, Instant now) {
            return took(ward.see(state, sighting, now, () -> ++ids));
        }

        /** Minutes from the one to the other, exclusive, that all show the same. */
        Room minutes(int from, int to, Sign... signs) {
            for (int number = from; number < to; number++) {
                see(window(number, signs));
            }
            return this;
        }

        /** Minutes in which the room is full, and then ten in which it empties. */
        Room fullThenEmpty(int from, int to, Sign... signs) {
            for (int number = from; number < to; number++) {
                see(crowd(number, 1000.0 * Math.min(10, to - number) / 10, signs));
            }
            return this;
        }

        /** Minutes in which the room is full. */
        Room full(int from, int to, Sign... signs) {
            for (int number = from; number < to; number++) {
                see(crowd(number, 1000, signs));
            }
            return this;
        }

        Room silent(Instant now) {
            return took(ward.silent(state, now, () -> ++ids));
        }

        Room acted(Episode episode, Instant at) {
            return took(ward.acted(state, episode, "ACT", at, () -> ++ids));
        }

        private Room took(Ward.Outcome outcome) {
            state = outcome.state();
            changes.addAll(outcome.changes());
            outcome.episodes().forEach(one -> episodes.put(one.id(), one));
            return this;
        }

        Episode only() {
            if (episodes.size() != 1) {
                throw new AssertionError(episodes.values());
            }
            return episodes.values().iterator().next();
        }

        Episode last() {
            return episodes.values().stream().reduce((one, next) -> next).orElseThrow();
        }

        List<String> told() {
            return changes.stream()
                    .map(change -> change.what() + " " + change.episode().cause())
                    .toList();
        }

        Stream<Episode> all() {
            return episodes.values().stream();
        }
    }
}
