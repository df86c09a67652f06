package dev.livedoctor.alert;

import static dev.livedoctor.alert.Given.last;
import static dev.livedoctor.alert.Given.minute;
import static dev.livedoctor.alert.Given.symptom;
import static dev.livedoctor.alert.Given.tide;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room fills after the beginning of each broadcast, and empties before its end: that is no alert. */
class TideTest {
    private static final int DAY = 24 * 60;
    private static final Sign FEW = tide("LOW_REACH", Severity.MAJOR);

    private final Room room = new Room();

    /** Broadcasts of two hours on this day and the day before, of which the second goes on. */
    private Room onItsSecondDay() {
        return room.minutes(0, 120).see(last(120)).minutes(DAY, DAY + 60);
    }

    @Test
    void whatEbbsAboutTheUsualEndIsNoAlert() {
        onItsSecondDay().minutes(DAY + 60, DAY + 110).minutes(DAY + 110, DAY + 122, FEW);
        assertEquals(List.of(), room.changes);
        room.see(last(DAY + 122, FEW));
        assertEquals(List.of(), room.changes);
    }

    @Test
    void whatDoesNotEndIsOne() {
        onItsSecondDay().minutes(DAY + 60, DAY + 110).minutes(DAY + 110, DAY + 135, FEW);
        assertEquals(minute(DAY + 130), room.only().opened());
        assertEquals(minute(DAY + 110), room.only().since());
    }

    @Test
    void atAnotherTimeItIsOneAsSoonAsEver() {
        onItsSecondDay().minutes(DAY + 60, DAY + 70, FEW);
        assertEquals(minute(DAY + 62), room.only().opened());
    }

    @Test
    void whatIsNoTideIsOneAsSoonAsEver() {
        onItsSecondDay().minutes(DAY + 60, DAY + 110).minutes(DAY + 110, DAY + 122, symptom("STALLS", Severity.MAJOR));
        assertEquals(minute(DAY + 112), room.only().opened());
    }

    @Test
    void anAlertDoesNotGrowWorseByTheEbb() {
        onItsSecondDay()
                .minutes(DAY + 60, DAY + 110, FEW)
                .minutes(DAY + 110, DAY + 120, tide("LOW_REACH", Severity.CRITICAL));
        assertEquals(Severity.MAJOR, room.only().severity());
    }

    @Test
    void aRoomThatFillsIsNoAlert() {
        onItsSecondDay().see(last(DAY + 60)).minutes(2 * DAY, 2 * DAY + 20, FEW);
        assertEquals(List.of(), room.changes);
        room.minutes(2 * DAY + 20, 2 * DAY + 25, FEW);
        assertEquals(minute(2 * DAY + 20), room.only().since());
    }

    @Test
    void soIsOneThatIsSeenForTheFirstTime() {
        room.minutes(0, 20, FEW);
        assertEquals(List.of(), room.changes);
        Room stalls = new Room().minutes(0, 20, symptom("STALLS", Severity.MAJOR));
        assertEquals(minute(2), stalls.only().opened());
    }
}
