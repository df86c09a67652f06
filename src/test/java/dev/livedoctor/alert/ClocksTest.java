package dev.livedoctor.alert;

import static dev.livedoctor.alert.Given.minute;
import static dev.livedoctor.alert.Given.uplink;
import static dev.livedoctor.alert.Given.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clocks that are set, here and where windows come from: nothing is lost, nothing ends by that, and little is late. */
class ClocksTest {
    private static final AlertCandidate MAJOR = uplink(Severity.MAJOR);
    private static final int HOUR = 60;
    private static final int DAY = 1440;

    private final Room room = new Room();

    /**
     * Windows of a room that is heard all the time.
     *
     * @param sender minutes by which the sender's clock is ahead
     * @param own minutes by which the clock here is ahead
     */
    private void minutes(int from, int to, int sender, int own, AlertCandidate... candidates) {
        for (int number = from; number < to; number++) {
            room.see(window(number + sender, candidates).afterOthers(), minute(number + 1 + own));
        }
    }

    private List<String> kinds() {
        return room.all().map(one -> one.kind() + " " + one.cause()).distinct().toList();
    }

    @Test
    void aWindowFromTheFutureWaitsForItsTime() {
        room.minutes(0, 5);
        room.see(window(65, MAJOR), minute(5));
        room.minutes(5, 10, MAJOR);
        assertEquals(minute(7), room.only().opened());
    }

    @Test
    void aWindowFromTheFutureIsForgottenWhereOthersAreOnTime() {
        room.minutes(0, 5);
        for (int number = 65; number < 68; number++) {
            room.see(window(number, MAJOR), minute(5));
        }
        room.minutes(5, 80);
        assertEquals(List.of(), room.changes);
    }

    @Test
    void aLongWindowFromTheFutureWaitsToo() {
        room.minutes(0, 5).see(window(minute(65), minute(80), MAJOR), minute(5));
        assertEquals(minute(5), room.state.seen());
        room.minutes(5, 10, MAJOR);
        assertEquals(minute(7), room.only().opened());
    }

    @Test
    void aClockThatIsSetBackDelaysNothing() {
        minutes(0, 10, 0, 0);
        minutes(10, 20, 0, -HOUR, MAJOR);
        assertEquals(minute(12), room.only().opened());
        minutes(20, 30, 0, 0);
        assertEquals(
                new Ending(Ending.By.RECOVERED, minute(20), null), room.only().ending());
    }

    @Test
    void aClockThatIsSetBackDelaysANewRoomLittle() {
        minutes(0, 10, 0, -HOUR, MAJOR);
        assertEquals(minute(2), room.only().opened());
        assertEquals(
                1,
                room.changes.stream()
                        .filter(change -> change.what() == EpisodeChange.Type.OPENED)
                        .count());
    }

    @Test
    void aClockThatIsSetForwardEndsNothing() {
        minutes(0, 10, 0, 0, MAJOR);
        minutes(10, 20, 0, DAY, MAJOR);
        assertTrue(room.only().isOpen());
        minutes(20, 30, 0, 0);
        assertEquals(
                new Ending(Ending.By.RECOVERED, minute(20), null), room.only().ending());
    }

    @Test
    void aSenderThatIsAheadForAWhileLosesNothing() {
        for (int ahead : List.of(10, HOUR, DAY)) {
            Room before = new Room();
            room.state = before.state;
            room.episodes.clear();
            minutes(0, 10, 0, 0, MAJOR);
            minutes(10, 20, ahead, 0, MAJOR);
            assertTrue(room.only().isOpen(), "ahead by " + ahead);
            minutes(20, 30, ahead, 0);
            assertEquals(Ending.By.RECOVERED, room.only().ending().by());
            minutes(30, 40, 0, 0, MAJOR);
            assertTrue(room.last().isOpen());
            assertEquals(minute(32), room.last().opened());
            minutes(40, 46, 0, 0);
            assertEquals(Ending.By.RECOVERED, room.last().ending().by());
            assertEquals(minute(43), room.last().closed());
            assertEquals(List.of("CAUSE UPLINK_CONGESTED"), kinds(), "it was never silent");
            assertEquals(2, room.episodes.size());
        }
    }

    @Test
    void allClocksMayBeSetTogether() {
        for (int ahead : List.of(10, HOUR, DAY)) {
            room.state = new Room().state;
            room.episodes.clear();
            minutes(0, 10, 0, 0, MAJOR);
            minutes(10, 20, ahead, ahead, MAJOR);
            assertTrue(room.only().isOpen(), "ahead by " + ahead);
            minutes(20, 26, 0, 0, MAJOR);
            assertTrue(room.only().isOpen());
            minutes(26, 32, 0, 0);
            assertFalse(room.only().isOpen());
            assertEquals(Ending.By.RECOVERED, room.only().ending().by());
        }
    }

    @Test
    void windowsThatComeLateWhileTheClockIsSetBackShiftNothing() {
        minutes(0, 70, 0, 0);
        minutes(70, 80, 0, -HOUR, MAJOR);
        for (int old = 0; old < 19; old++) {
            room.see(window(old).afterOthers(), minute(80 - HOUR));
            room.see(window(old + 80, MAJOR).afterOthers(), minute(old + 81 - HOUR));
        }
        assertTrue(room.only().isOpen());
        assertEquals(minute(72), room.only().opened());
    }

    @Test
    void whatIsFilledUpWhileTheClockIsSetBackShiftsNothing() {
        minutes(0, 70, 0, 0);
        minutes(70, 80, 0, -HOUR, MAJOR);
        for (int old = -20; old < 14; old++) {
            room.see(window(old), minute(80 - HOUR));
        }
        minutes(80, 83, 0, -HOUR);
        assertEquals(minute(83), room.only().closed());
    }

    @Test
    void notAllThatIsAheadIsKept() {
        room.minutes(0, 5);
        for (int number = 600; number > 0; number--) {
            room.see(window(number * 20), minute(5));
        }
        assertEquals(500, room.state.waiting().size());
        assertEquals(minute(20), room.state.waiting().get(0).window().start());
    }

    @Test
    void whatIsAtHandIsNotSettledByWhatWaits() {
        room.minutes(0, 5).see(window(6, MAJOR), minute(7));
        for (int number = 600; number > 0; number--) {
            room.see(window(number * 20), minute(7));
        }
        room.see(window(5, MAJOR), minute(7));
        assertEquals(minute(5), room.only().since());
    }

    @Test
    void aClockThatWasSetMakesARoomNoLarger() {
        Broadcast broadcast = Broadcast.NONE;
        for (int turn = 0; turn < 3; turn++) {
            for (int number = 0; number < 20; number++) {
                broadcast = broadcast.after(Given.window(number).window(), null);
            }
            broadcast = broadcast.shifted();
        }
        assertEquals(5, broadcast.strides().size());
        assertEquals(Duration.ofMinutes(1), broadcast.stride());
    }
}
