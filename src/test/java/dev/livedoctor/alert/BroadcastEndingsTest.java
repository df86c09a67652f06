package dev.livedoctor.alert;

import static dev.livedoctor.alert.Given.minute;
import static dev.livedoctor.alert.Given.uplink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.alert.BroadcastEndings.Way;
import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a gap is the usual end of a broadcast, and what teaches it. */
class BroadcastEndingsTest {
    private static final AlertCandidate MAJOR = uplink(Severity.MAJOR);
    private static final int DAY = 1440;

    private final Room room = new Room();

    /** Windows, and then a gap with gap checks until it counts as the end. */
    private void broadcast(int from, int to, AlertCandidate... candidates) {
        room.minutes(from, to, candidates);
        room.silent(minute(to + 6)).silent(minute(to + 180));
    }

    private long silences() {
        return room.all().filter(one -> one.kind() == EpisodeKind.TELEMETRY_GAP).count();
    }

    @Test
    void theUsualEndOfTheDayIsNoSilence() {
        for (int day = 0; day < 5; day++) {
            room.minutes(day * 1440, day * 1440 + 120 + day);
            Instant end = minute(day * 1440 + 120 + day);
            room.silent(end.plus(Duration.ofMinutes(6))).silent(end.plus(Duration.ofHours(3)));
        }
        assertEquals(1, room.episodes.size(), "after a day it is known");
    }

    @Test
    void aBadRoomThatFallsSilentAtTheUsualTimeIsMissed() {
        room.minutes(0, 120);
        room.silent(minute(126)).silent(minute(300));
        room.minutes(1440, 1560, MAJOR).silent(minute(1566));
        assertEquals(2, room.all().filter(Episode::isOpen).count());
    }

    @Test
    void anOutageOfHoursTeachesNothing() {
        broadcast(0, 120);
        broadcast(310, 400);
        broadcast(DAY, DAY + 120);
        assertEquals(3, silences(), "the second day is like the first for all that is known");
        broadcast(2 * DAY, 2 * DAY + 120);
        assertEquals(3, silences(), "twice, on different days");
    }

    @Test
    void aRoomThatGoesOnPastItsOnlyEndHasNone() {
        broadcast(0, 60);
        broadcast(DAY, DAY + 120);
        broadcast(2 * DAY, 2 * DAY + 60);
        assertEquals(3, silences(), "the first end was an outage until night");
        broadcast(3 * DAY, 3 * DAY + 120);
        broadcast(4 * DAY, 4 * DAY + 60);
        assertEquals(3, silences(), "each was seen twice");
    }

    @Test
    void twiceOnOneDayIsNoHabit() {
        BroadcastEndings twice =
                BroadcastEndings.NONE.ended(minute(100), Way.STOPPED).ended(minute(125), Way.STOPPED);
        assertFalse(twice.endsAbout(minute(DAY + 110)));
        assertTrue(twice.ended(minute(DAY + 95), Way.STOPPED).endsAbout(minute(2 * DAY + 110)));
        assertFalse(twice.ended(minute(DAY + 95), Way.STOPPED).endsAbout(minute(2 * DAY + 200)));
    }

    @Test
    void whatBeganBadlyTeachesNothing() {
        broadcast(0, 120, MAJOR);
        broadcast(DAY, DAY + 120);
        assertEquals(2, silences());
    }

    @Test
    void aNightThatNobodyWatchedOnlyEnds() {
        room.minutes(0, 120, MAJOR).minutes(DAY, DAY + 120);
        assertEquals(Ending.By.BROADCAST_ENDED, room.only().ending().by());
        assertEquals(minute(240), room.only().closed());
        room.minutes(DAY + 300, DAY + 310);
        assertEquals(1, silences(), "three hours are told afterwards, since they may have been an outage");
    }

    @Test
    void aNightThatWasToldOfStaysTold() {
        broadcast(0, 120);
        room.minutes(DAY, DAY + 60).silent(minute(DAY + 66));
        assertEquals(2, room.last().number());
        assertEquals(
                Ending.By.BROADCAST_ENDED,
                room.all().findFirst().orElseThrow().ending().by());
    }
}
