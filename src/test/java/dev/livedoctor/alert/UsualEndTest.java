package dev.livedoctor.alert;

import static dev.livedoctor.alert.Given.last;
import static dev.livedoctor.alert.Given.minute;
import static dev.livedoctor.alert.Given.symptom;
import static dev.livedoctor.alert.Given.uplink;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is silent about the usual end of a broadcast has not ended for that alone. */
class UsualEndTest {
    private static final int DAY = 1440;

    private final Room room = new Room();

    private List<String> silences() {
        return room.all()
                .filter(one -> one.kind() == EpisodeKind.TELEMETRY_GAP)
                .map(one -> one.severity() + " "
                        + Duration.between(Given.START, one.opened()).toMinutes())
                .toList();
    }

    private Room asleep(int from) {
        return room.silent(minute(from + 6)).silent(minute(from + 180));
    }

    /** Two evenings that end as such do. */
    private void evenings() {
        for (int day = 0; day < 2; day++) {
            room.fullThenEmpty(day * DAY, day * DAY + 120);
            asleep(day * DAY + 120);
        }
    }

    @Test
    void viewersThatLeaveSayThatItEnds() {
        evenings();
        assertEquals(List.of(), silences(), "not even on the first evening");
    }

    @Test
    void aFullRoomDoesNotEnd() {
        evenings();
        room.full(2 * DAY, 2 * DAY + 110);
        asleep(2 * DAY + 110);
        assertEquals(List.of("MINOR " + (2 * DAY + 115)), silences());
        assertEquals(Ending.By.BROADCAST_ENDED, room.last().ending().by());
    }

    @Test
    void norAtAnotherTime() {
        evenings();
        room.full(2 * DAY, 2 * DAY + 60).silent(minute(2 * DAY + 66));
        assertEquals(List.of("MAJOR " + (2 * DAY + 65)), silences());
    }

    @Test
    void viewersThatAreGoneAllAtOnceAreNoEnd() {
        room.full(0, 60).see(Given.crowd(60, 0));
        asleep(61);
        assertEquals(List.of("MAJOR 66"), silences());
    }

    @Test
    void aHandfulLeavesByChance() {
        for (int number = 0; number < 60; number++) {
            room.see(Given.crowd(number, number < 57 ? 6 : 2));
        }
        asleep(60);
        assertEquals(List.of("MAJOR 65"), silences());
    }

    @Test
    void viewersThatLeaveADeadStreamSayNothing() {
        evenings();
        room.full(2 * DAY, 2 * DAY + 105).fullThenEmpty(2 * DAY + 105, 2 * DAY + 118, uplink(Severity.CRITICAL));
        asleep(2 * DAY + 118);
        assertEquals(List.of("MAJOR " + (2 * DAY + 123)), silences());
    }

    @Test
    void whereEndsAreAnnouncedOneThatIsNotIsDoubted() {
        room.minutes(0, 119).see(last(119)).minutes(DAY, DAY + 119).see(last(DAY + 119));
        room.minutes(2 * DAY, 2 * DAY + 110);
        asleep(2 * DAY + 110);
        assertEquals(List.of("MINOR " + (2 * DAY + 115)), silences());
    }

    /** Of such rooms nothing but the time tells the end. */
    @Test
    void whereWindowsJustStopTheyMay() {
        for (int day = 0; day < 4; day++) {
            room.full(day * DAY, day * DAY + 120);
            asleep(day * DAY + 120);
        }
        assertEquals(List.of("MAJOR 125"), silences());
        room.full(4 * DAY, 4 * DAY + 119).see(Given.crowd(4 * DAY + 119, 1000, symptom("OUTAGE", Severity.CRITICAL)));
        asleep(4 * DAY + 120);
        assertEquals(List.of("MAJOR 125", "MINOR " + (4 * DAY + 125)), silences(), "but not with a dead stream");
    }

    /** Three days like each other, and a fourth that falls silent ten minutes before they ended. */
    private void silentOnTheFourthDay() {
        for (int day = 0; day < 3; day++) {
            room.full(day * DAY, day * DAY + 120);
            asleep(day * DAY + 120);
        }
        room.full(3 * DAY, 3 * DAY + 110).silent(minute(3 * DAY + 116));
    }

    @Test
    void whatGoesOnHadNotEnded() {
        silentOnTheFourthDay();
        assertEquals(List.of("MAJOR 125"), silences());
        room.full(3 * DAY + 130, 3 * DAY + 135);
        assertEquals(List.of("MAJOR 125", "MINOR " + (3 * DAY + 115)), silences());
        assertEquals(Ending.By.RESUMED, room.last().ending().by());
        assertEquals(3, room.state.base().rhythm().rests().size(), "and it teaches no end");
    }

    /** Such as an event of the platform that comes afterwards. */
    @Test
    void aWindowWithoutViewersDoesNotGoOn() {
        silentOnTheFourthDay();
        room.see(Given.window(3 * DAY + 120)).see(last(3 * DAY + 121));
        asleep(3 * DAY + 121);
        assertEquals(List.of("MAJOR 125"), silences());
    }

    @Test
    void anEndThatIsAnnouncedLateIsNoSilence() {
        for (int day = 0; day < 3; day++) {
            room.minutes(day * DAY, day * DAY + 120);
            asleep(day * DAY + 120);
        }
        room.minutes(3 * DAY, 3 * DAY + 120).silent(minute(3 * DAY + 126)).see(last(3 * DAY + 128));
        asleep(3 * DAY + 129);
        assertEquals(List.of("MAJOR 125"), silences());
    }

    @Test
    void theNextBroadcastBeginsWithFew() {
        evenings();
        room.fullThenEmpty(2 * DAY, 2 * DAY + 120).silent(minute(2 * DAY + 126));
        for (int number = 150; number < 200; number++) {
            room.see(Given.crowd(2 * DAY + number, 20 * (number - 149)));
        }
        assertEquals(List.of(), silences());
    }

    @Test
    void anOutageUntilNightIsToldAfterwardsWhereItIsNoEnd() {
        for (int day = 0; day < 3; day++) {
            room.fullThenEmpty(day * DAY, day * DAY + 120);
        }
        room.full(3 * DAY, 3 * DAY + 110);
        room.fullThenEmpty(4 * DAY, 4 * DAY + 120);
        assertEquals(List.of("MINOR " + (3 * DAY + 115)), silences());
    }
}
