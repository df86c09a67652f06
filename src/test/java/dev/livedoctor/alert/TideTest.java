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
    private static final int MINUTES = 24 * 60;
    /** The third. */
    private static final int DAY = 2 * MINUTES;

    private static final AlertCandidate FEW = tide("LOW_REACH", Severity.MAJOR);

    private final Room room = new Room();

    /** Broadcasts of two hours on two days, and one that goes on on the third. */
    private Room onItsThirdDay() {
        return room.minutes(0, 120)
                .see(last(120))
                .minutes(MINUTES, MINUTES + 120)
                .see(last(MINUTES + 120))
                .minutes(DAY, DAY + 60);
    }

    @Test
    void whatEbbsAboutTheUsualEndIsNoAlert() {
        onItsThirdDay().minutes(DAY + 60, DAY + 110).minutes(DAY + 110, DAY + 122, FEW);
        assertEquals(List.of(), room.changes);
        room.see(last(DAY + 122, FEW));
        assertEquals(List.of(), room.changes);
    }

    @Test
    void whatDoesNotEndIsOne() {
        onItsThirdDay().minutes(DAY + 60, DAY + 110).minutes(DAY + 110, DAY + 135, FEW);
        assertEquals(minute(DAY + 130), room.only().opened());
        assertEquals(minute(DAY + 110), room.only().since());
    }

    @Test
    void aBroadcastThatGoesOnLaterThanOthersMayEndAtAnyTime() {
        onItsThirdDay().minutes(DAY + 60, DAY + 300).minutes(DAY + 300, DAY + 315, FEW);
        assertEquals(List.of(), room.changes);
    }

    /** What ends while the ebb is an alert ends as usual, and teaches when that is. */
    @Test
    void theEbbIsNoTrouble() {
        room.minutes(0, 110).minutes(110, 120, FEW);
        assertEquals("LOW_REACH", room.only().cause());
        room.silent(minute(300)).minutes(MINUTES, MINUTES + 120).silent(minute(MINUTES + 300));
        assertEquals(2, room.state.base().rhythm().rests().size());
    }

    @Test
    void atAnotherTimeItIsOneAsSoonAsEver() {
        onItsThirdDay().minutes(DAY + 60, DAY + 70, FEW);
        assertEquals(minute(DAY + 62), room.only().opened());
    }

    @Test
    void whatIsNoTideIsOneAsSoonAsEver() {
        onItsThirdDay().minutes(DAY + 60, DAY + 110).minutes(DAY + 110, DAY + 122, symptom("STALLS", Severity.MAJOR));
        assertEquals(minute(DAY + 112), room.only().opened());
    }

    @Test
    void anAlertDoesNotGrowWorseByTheEbb() {
        onItsThirdDay()
                .minutes(DAY + 60, DAY + 110, FEW)
                .minutes(DAY + 110, DAY + 120, tide("LOW_REACH", Severity.CRITICAL));
        assertEquals(Severity.MAJOR, room.only().severity());
    }

    @Test
    void aRoomThatFillsIsNoAlert() {
        onItsThirdDay().see(last(DAY + 60)).minutes(DAY + MINUTES, DAY + MINUTES + 20, FEW);
        assertEquals(List.of(), room.changes);
        room.minutes(DAY + MINUTES + 20, DAY + MINUTES + 25, FEW);
        assertEquals(minute(DAY + MINUTES + 20), room.only().since());
    }

    @Test
    void soIsOneThatIsSeenForTheFirstTime() {
        room.minutes(0, 20, FEW);
        assertEquals(List.of(), room.changes);
        Room stalls = new Room().minutes(0, 20, symptom("STALLS", Severity.MAJOR));
        assertEquals(minute(2), stalls.only().opened());
    }
}
