package dev.livedoctor.alert;

import static dev.livedoctor.alert.Given.minute;
import static dev.livedoctor.alert.Given.uplink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What it means that nothing comes of a room. */
class TelemetryGapTest {
    private static final AlertCandidate MAJOR = uplink(Severity.MAJOR);

    private final Room room = new Room();

    @Test
    void silenceIsAnAlert() {
        room.minutes(0, 10);
        assertEquals(minute(15), room.evaluator.nextCheckAt(room.state));
        room.silent(minute(14));
        assertEquals(List.of(), room.changes);
        room.silent(minute(15)).silent(minute(16));
        assertEquals(EpisodeKind.TELEMETRY_GAP, room.only().kind());
        assertEquals(minute(15), room.only().opened());
        room.minutes(20, 22);
        assertEquals(Ending.By.RESUMED, room.only().ending().by());
        assertEquals(minute(20), room.only().ending().since());
        assertEquals(List.of("OPENED NO_TELEMETRY", "CLOSED NO_TELEMETRY"), room.told());
    }

    @Test
    void silenceThatNobodyWatchedIsToldAfterwards() {
        room.minutes(0, 10).minutes(30, 40);
        assertEquals(List.of("OPENED NO_TELEMETRY", "CLOSED NO_TELEMETRY"), room.told());
        assertEquals(minute(15), room.only().opened());
        assertEquals(minute(31), room.only().closed());
    }

    @Test
    void aBacklogFillsTheSilence() {
        room.minutes(0, 10).silent(minute(15)).minutes(10, 30);
        assertEquals(Ending.By.RESUMED, room.only().ending().by());
    }

    @Test
    void aSilenceDoesNotAlarmForEver() {
        room.minutes(0, 10, MAJOR).silent(minute(15));
        Instant over = room.evaluator.nextCheckAt(room.state);
        assertEquals(minute(10).plus(Duration.ofHours(2)), over);
        room.silent(over);
        assertTrue(room.all().allMatch(one -> one.ending().by() == Ending.By.BROADCAST_ENDED));
        assertEquals(2, room.episodes.size(), "and what was open in the room is over, too");
        assertNull(room.evaluator.nextCheckAt(room.state));
        room.minutes(600, 610);
        assertEquals(2, room.episodes.size());
    }

    @Test
    void anAnnouncedEndIsNoSilence() {
        room.minutes(0, 10, MAJOR);
        room.see(Given.last(10, MAJOR));
        assertEquals(Ending.By.BROADCAST_ENDED, room.only().ending().by());
        room.silent(minute(300)).minutes(600, 610);
        assertEquals(1, room.episodes.size());
    }

    @Test
    void whatWasOverLongBeforeItWasNoticedOnlyEnds() {
        room.minutes(0, 10, MAJOR).silent(minute(600));
        assertEquals(Ending.By.BROADCAST_ENDED, room.only().ending().by());
        assertNull(room.evaluator.nextCheckAt(room.state));
        room.minutes(600, 610);
        assertEquals(1, room.episodes.size());
    }

    /** Five minutes of windows, a gap of six, again and again. */
    private int comesAndGoes(int times, boolean watched) {
        int now = 0;
        for (int turn = 0; turn < times; turn++) {
            room.minutes(now, now + 5);
            now += 11;
            if (watched) {
                room.silent(minute(now));
            }
        }
        return now;
    }

    @Test
    void silenceThatComesAndGoesIsSaidTo() {
        int now = comesAndGoes(7, true);
        assertEquals(
                List.of("OPENED", "CLOSED", "OPENED", "CLOSED", "OPENED", "CLOSED", "OPENED", "FLAPPING"),
                room.changes.stream().map(change -> change.what().name()).toList());
        assertTrue(room.last().flapping() && room.last().isOpen());
        room.minutes(now, now + 14);
        assertTrue(room.last().isOpen());
        assertEquals(
                minute(now + 14).plus(Duration.ofMinutes(5)), room.evaluator.nextCheckAt(room.state), "it is watched");
        room.minutes(now + 14, now + 15);
        assertEquals(
                new Ending(Ending.By.RESUMED, minute(now), null), room.last().ending());
        assertEquals(4, room.last().number());
        room.silent(minute(now + 20));
        assertEquals(5, room.last().number());
        assertTrue(room.last().flapping(), "it does so again within the hour");
    }

    @Test
    void itIsTheSameWhetherTheClockAsksOrNot() {
        comesAndGoes(7, true);
        Room watched = room;
        Room unwatched = new Room();
        for (int turn = 0; turn < 7; turn++) {
            unwatched.minutes(turn * 11, turn * 11 + 5);
        }
        unwatched.silent(minute(77));
        assertEquals(
                watched.all().map(Episode::toString).collect(Collectors.joining()),
                unwatched.all().map(Episode::toString).collect(Collectors.joining()));
    }

    @Test
    void silencesOfDifferentHoursDoNotFlap() {
        for (int turn = 0; turn < 7; turn++) {
            room.minutes(turn * 40, turn * 40 + 30).silent(minute(turn * 40 + 36));
        }
        assertTrue(room.all().noneMatch(Episode::flapping));
        assertEquals(7, room.episodes.size());
    }

    @Test
    void whatComesAndGoesEndsWithTheBroadcast() {
        int now = comesAndGoes(7, true);
        room.minutes(now, now + 2).see(Given.last(now + 2));
        assertEquals(Ending.By.BROADCAST_ENDED, room.last().ending().by());
        assertFalse(room.all().anyMatch(Episode::isOpen));
    }
}
