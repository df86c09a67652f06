package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which rooms are heard, however the wall clock is adjusted. */
class RoomLivenessTest {
    private static final Instant NOON = Windows.NOON;

    private final SetClock clock = new SetClock(NOON);
    private final AtomicLong nanos = new AtomicLong(-77);
    private final RoomLiveness liveness = new RoomLiveness(Duration.ofMinutes(5), clock, nanos::get);

    private void pass(int minutes) {
        clock.go(Duration.ofMinutes(minutes));
        nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
    }

    private RoomLiveness.Heard hear(Instant end) {
        return liveness.heard("room", new Window(end.minusSeconds(60), end));
    }

    @Test
    void aRoomIsHeardWithoutABreak() {
        assertFalse(hear(clock.instant()).unbroken(), "nothing is known of before");
        pass(4);
        assertTrue(hear(clock.instant()).unbroken());
        pass(5);
        assertFalse(liveness.wasHeardLately("room"));
        assertFalse(hear(clock.instant()).unbroken());
        assertTrue(liveness.wasHeardLately("room"));
    }

    @Test
    void whatComesAtOnceDoesNotSayWhenTheRoomWasSilent() {
        hear(NOON.minus(Duration.ofMinutes(10)));
        assertFalse(hear(NOON).unbroken());
        pass(1);
        assertTrue(hear(clock.instant()).unbroken());
    }

    @Test
    void theSameWindowAgainSaysNothingNew() {
        pass(10);
        Instant end = clock.instant();
        hear(end);
        pass(6);
        hear(end);
        assertFalse(liveness.wasHeardLately("room"));
    }

    @Test
    void whoHasJustBegunOrWasDeafKnowsNothingOfSilence() {
        assertTrue(liveness.wasHeardLately("another room"));
        pass(5);
        assertFalse(liveness.wasHeardLately("another room"));
        liveness.resetAfterOutage();
        assertTrue(liveness.wasHeardLately("another room"));
    }

    @Test
    void whatIsFilledUpFromThePastIsNotLive() {
        hear(NOON.minus(Duration.ofDays(3)));
        hear(NOON.minus(Duration.ofDays(3)).plusSeconds(60));
        assertFalse(liveness.isLive("room", NOON));
        assertEquals(NOON, liveness.now("room"));
    }

    @Test
    void aLateWindowLeavesALiveRoomLive() {
        hear(NOON);
        pass(1);
        hear(NOON.minus(Duration.ofDays(3)));
        assertTrue(liveness.isLive("room", NOON));
        pass(6);
        assertEquals(NOON.plus(Duration.ofMinutes(7)), liveness.now("room"));
    }

    @Test
    void aRoomStaysLiveWhereOnlyTheClockHereSaysThatItIsNot() {
        hear(NOON);
        clock.go(Duration.ofHours(1));
        for (int minute = 1; minute < 30; minute++) {
            pass(1);
            assertTrue(hear(NOON.plus(Duration.ofMinutes(minute))).unbroken());
        }
        assertTrue(liveness.isLive("room", NOON));
        assertEquals(NOON.plus(Duration.ofMinutes(29 + 15)), liveness.now("room"), "no later than live windows come");
    }

    @Test
    void itIsNoEarlierThanTheRoomSays() {
        hear(NOON);
        clock.go(Duration.ofHours(-1));
        pass(6);
        assertEquals(NOON.plus(Duration.ofMinutes(6)), liveness.now("room"));
        assertEquals(NOON.plus(Duration.ofMinutes(6)), liveness.furthest());
        clock.go(Duration.ofHours(2));
        assertEquals(clock.instant(), liveness.furthest());
    }
}
