package dev.livedoctor.alert;

import static dev.livedoctor.alert.Given.cause;
import static dev.livedoctor.alert.Given.minute;
import static dev.livedoctor.alert.Given.symptom;
import static dev.livedoctor.alert.Given.uplink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When something is an alert, for how long, and what ends it. */
class AlertEvaluatorTest {
    private static final AlertCandidate MAJOR = uplink(Severity.MAJOR);

    private final Room room = new Room();

    @Test
    void opensWhenItHasHeld() {
        room.minutes(0, 5).minutes(5, 6, MAJOR);
        assertEquals(List.of(), room.changes);
        room.minutes(6, 7, MAJOR);
        Episode episode = room.only();
        assertEquals(minute(5), episode.since());
        assertEquals(minute(7), episode.opened());
        assertEquals(Severity.MAJOR, episode.severity());
        assertEquals(List.of("OPENED UPLINK_CONGESTED"), room.told());
    }

    @Test
    void theWorseTheSooner() {
        room.minutes(0, 9, uplink(Severity.MINOR));
        assertEquals(minute(5), room.only().opened());
        Room critical = new Room().minutes(0, 9, uplink(Severity.CRITICAL));
        assertEquals(minute(2), critical.only().opened(), "one window is a coincidence");
    }

    @Test
    void aCauseMayHaveATimeOfItsOwn() {
        AlertCandidate slow = new AlertCandidate(
                EpisodeKind.CAUSE,
                "PRICE",
                Severity.MAJOR,
                Verdict.LIKELY,
                0.7,
                Map.of(),
                Set.of("LOW_CONVERSION"),
                true,
                List.of(Given.METRIC),
                false,
                "content",
                null,
                null,
                null,
                Duration.ofMinutes(10),
                null);
        room.minutes(0, 20, slow);
        assertEquals(minute(10), room.only().opened());
    }

    @Test
    void isNotClosedByASingleGoodWindow() {
        room.minutes(0, 5, MAJOR).minutes(5, 6).minutes(6, 9, MAJOR).minutes(9, 11);
        assertTrue(room.only().isOpen());
        room.minutes(11, 12);
        Episode closed = room.only();
        assertEquals(minute(12), closed.closed());
        assertEquals(new Ending(Ending.By.RECOVERED, minute(9), null), closed.ending());
        assertEquals(List.of("OPENED UPLINK_CONGESTED", "CLOSED UPLINK_CONGESTED"), room.told());
    }

    @Test
    void whatComesAgainIsLinked() {
        room.minutes(0, 5, MAJOR).minutes(5, 10).minutes(10, 14, MAJOR);
        assertEquals(2, room.episodes.size());
        assertEquals(room.episodes.keySet().iterator().next(), room.last().previous());
        assertEquals(2, room.last().number());
    }

    @Test
    void escalatesWithinTheSameEpisode() {
        room.minutes(0, 5, MAJOR).minutes(5, 6, uplink(Severity.CRITICAL));
        assertEquals(Severity.MAJOR, room.only().severity());
        room.minutes(6, 7, uplink(Severity.CRITICAL)).minutes(7, 9, MAJOR);
        assertEquals(Severity.CRITICAL, room.only().severity(), "the worst so far");
        assertEquals(
                List.of("OPENED UPLINK_CONGESTED", "WORSE UPLINK_CONGESTED"),
                room.told().subList(0, 2));
    }

    @Test
    void saysThatItComesAndGoes() {
        for (int start = 0; start < 40; start += 4) {
            room.minutes(start, start + 2, MAJOR).minutes(start + 2, start + 4);
        }
        Episode flapping = room.only();
        assertTrue(flapping.isOpen() && flapping.flapping(), "it is one episode");
        assertEquals(
                1,
                room.told().stream().filter("FLAPPING UPLINK_CONGESTED"::equals).count());
        room.minutes(40, 60);
        assertFalse(room.only().isOpen());
    }

    @Test
    void whatNeverHoldsAndNeverStopsIsToldAsFlapping() {
        for (int start = 0; start < 40; start += 2) {
            room.minutes(start, start + 1, MAJOR).minutes(start + 1, start + 2);
        }
        assertTrue(room.only().flapping());
    }

    @Test
    void windowsHereAndThereThatNoCauseExplainsAreChance() {
        for (int start = 0; start < 60; start += 9) {
            room.minutes(start, start + 1, symptom("LOW_RETENTION", Severity.CRITICAL))
                    .minutes(start + 1, start + 9);
        }
        assertEquals(List.of(), room.changes);
    }

    @Test
    void whatWasNotMeasuredIsNotHealthy() {
        room.minutes(0, 5, MAJOR);
        for (int number = 5; number < 30; number++) {
            room.see(Given.blind(number));
        }
        assertTrue(room.only().isOpen());
        room.minutes(30, 34);
        assertFalse(room.only().isOpen());
    }

    @Test
    void whatNothingMeasuresAnyMoreIsNotOpenForEver() {
        room.minutes(0, 5, MAJOR);
        blind(5, 124);
        assertTrue(room.only().isOpen());
        blind(124, 125);
        assertEquals(
                new Ending(Ending.By.NOT_MEASURED, minute(5), null), room.only().ending());
        assertEquals(minute(125), room.only().closed());
    }

    @Test
    void whatIsMeasuredNowAndThenStaysOpen() {
        room.minutes(0, 5, MAJOR);
        blind(5, 100);
        room.minutes(100, 101, MAJOR);
        blind(101, 200);
        room.minutes(200, 201);
        blind(201, 300);
        assertTrue(room.only().isOpen());
    }

    private void blind(int from, int to) {
        for (int number = from; number < to; number++) {
            room.see(Given.blind(number));
        }
    }

    @Test
    void aSymptomIsFoldedUnderTheCauseThatExplainsIt() {
        room.minutes(0, 5, symptom("STALLS", Severity.MAJOR));
        assertEquals(EpisodeKind.SYMPTOM, room.only().kind());
        room.minutes(5, 10, MAJOR);
        List<Episode> both = room.all().toList();
        assertEquals("UPLINK_CONGESTED", both.get(0).under());
        assertEquals(
                List.of(new FoldedFinding(EpisodeKind.SYMPTOM, "STALLS", Severity.MAJOR, null, Map.of())),
                both.get(1).folded());
        assertTrue(both.get(0).isOpen(), "it stays visible");
        room.minutes(10, 20);
        assertTrue(room.all().noneMatch(Episode::isOpen));
    }

    @Test
    void aLesserCauseIsFoldedAndRaisesNoAlert() {
        AlertCandidate lesser = cause("CACHE_INEFFECTIVE", Severity.MAJOR, Verdict.LIKELY, "STALLS");
        room.minutes(0, 20, MAJOR, lesser);
        assertEquals("UPLINK_CONGESTED", room.only().cause());
        assertTrue(room.only()
                .folded()
                .contains(new FoldedFinding(EpisodeKind.CAUSE, "CACHE_INEFFECTIVE", null, Verdict.LIKELY, Map.of())));
    }

    @Test
    void aCauseOfSomethingElseIsAnAlertOfItsOwn() {
        room.minutes(0, 5, MAJOR, cause("PRICE", Severity.MAJOR, Verdict.LIKELY, "LOW_CONVERSION"));
        assertEquals(2, room.episodes.size());
    }

    @Test
    void saysThatSomethingElseExplainsIt() {
        room.minutes(0, 5, cause("CACHE_INEFFECTIVE", Severity.MAJOR, Verdict.LIKELY, "STALLS"))
                .minutes(5, 10, MAJOR);
        Episode first = room.all().findFirst().orElseThrow();
        assertEquals(Ending.By.OTHER_CAUSE, first.ending().by());
        assertEquals("UPLINK_CONGESTED", first.ending().detail());
    }

    @Test
    void saysWhetherTheActionWorked() {
        room.minutes(0, 5, MAJOR);
        room.acted(room.only(), minute(5).plusSeconds(30));
        room.minutes(5, 9);
        Episode closed = room.only();
        assertEquals(ActionCheck.State.WORKED, closed.check().state());
        assertEquals(0.2, closed.check().before());
        assertEquals(0.001, closed.check().last());
        assertEquals(Ending.By.ACTION_WORKED, closed.ending().by());
        assertTrue(room.told().containsAll(List.of("ACTED UPLINK_CONGESTED", "WORKED UPLINK_CONGESTED")));
    }

    @Test
    void saysThatTheActionDidNotWork() {
        room.minutes(0, 5, MAJOR);
        room.acted(room.only(), minute(5));
        room.minutes(5, 12, MAJOR);
        assertEquals(ActionCheck.State.FAILED, room.only().check().state());
        assertEquals(
                List.of("OPENED UPLINK_CONGESTED", "ACTED UPLINK_CONGESTED", "FAILED UPLINK_CONGESTED"), room.told());
    }

    @Test
    void whatNobodyDidNeitherWorkedNorFailed() {
        room.minutes(0, 12, MAJOR);
        assertEquals(ActionCheck.State.WATCHING, room.only().check().state());
        assertEquals(0.2, room.only().check().last());
        room.minutes(12, 20);
        assertEquals(ActionCheck.State.WATCHING, room.only().check().state());
        assertEquals(List.of("OPENED UPLINK_CONGESTED", "CLOSED UPLINK_CONGESTED"), room.told());
    }

    @Test
    void itIsSinceItBeganAndNotSinceItGrewWorse() {
        room.minutes(0, 3, uplink(Severity.MINOR)).minutes(3, 5, uplink(Severity.CRITICAL));
        assertEquals(Severity.CRITICAL, room.only().severity());
        assertEquals(minute(0), room.only().since());
    }

    @Test
    void symptomsOfADeadStreamAreOneAlert() {
        AlertCandidate outage = covering("OUTAGE", "STALLS");
        AlertCandidate stalls = symptom("STALLS", Severity.CRITICAL);
        room.minutes(0, 5, outage, stalls);
        assertEquals("OUTAGE", room.only().cause());
        assertTrue(room.only().folded().stream().allMatch(one -> one.code().equals("STALLS")));
        room.minutes(5, 9, stalls);
        assertEquals(
                Ending.By.NO_LONGER_SHOWN,
                room.all().findFirst().orElseThrow().ending().by());
        assertEquals("STALLS", room.last().cause(), "it goes on");
    }

    private static AlertCandidate covering(String code, String... covers) {
        return AlertCandidate.symptom(
                code, Severity.CRITICAL, Map.of(), Set.of(covers), List.of(Given.METRIC), false, null, null);
    }

    @Test
    void aCauseSpeaksForADeadStreamWhateverThatBringsAbout() {
        AlertCandidate lost = cause("UPLINK_LOST", Severity.CRITICAL, Verdict.CONFIRMED, "OUTAGE");
        AlertCandidate perhaps = cause("UPLINK_LOST", Severity.CRITICAL, Verdict.POSSIBLE, "OUTAGE");
        room.minutes(0, 5, lost).minutes(5, 10, perhaps, covering("OUTAGE", "STALLS"));
        assertEquals("UPLINK_LOST", room.only().cause());
    }

    @Test
    void ofTwoSymptomsThatBringEachOtherAboutBothAreTold() {
        room.minutes(0, 5, covering("ONE", "OTHER"), covering("OTHER", "ONE"));
        assertTrue(room.all().allMatch(episode -> episode.under() == null));
        assertEquals(2, room.episodes.size());
    }

    @Test
    void aDeadStreamOfWhichNothingComesIsOneStory() {
        room.minutes(0, 5, cause("UPLINK_LOST", Severity.CRITICAL, Verdict.CONFIRMED, "OUTAGE"));
        room.silent(minute(12));
        Episode gap = room.last();
        assertEquals(EpisodeKind.TELEMETRY_GAP, gap.kind());
        assertEquals("UPLINK_LOST", gap.under());
        assertTrue(gap.isOpen());
    }

    @Test
    void twiceIsOnceAndTooLateIsNothing() {
        room.minutes(0, 5, MAJOR).minutes(5, 20);
        int before = room.changes.size();
        room.minutes(0, 20, MAJOR);
        assertEquals(before, room.changes.size());
        assertFalse(room.only().isOpen());
    }

    @Test
    void aMissingWindowIsAwaitedAndThenIgnored() {
        room.minutes(0, 5).minutes(5, 6, MAJOR).minutes(7, 8, MAJOR);
        assertEquals(List.of(), room.changes, "the one between may have been good");
        room.minutes(8, 9, MAJOR);
        assertEquals(minute(8), room.only().opened(), "nothing came");
    }
}
