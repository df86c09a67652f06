package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which reports pass a filter. */
class TargetFilterTest {
    private static final Report MAJOR = Given.report("id-beauty-07", Status.DEGRADED, Severity.MAJOR, Owner.NETWORK);

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, HEALTHY, true",
        "WATCH, HEALTHY, false",
        "WATCH, UNKNOWN, false",
        "UNKNOWN, UNKNOWN, true",
        "UNKNOWN, HEALTHY, false",
        "WATCH, WATCH, true",
        "WATCH, CRITICAL, true",
        "CRITICAL, DEGRADED, false",
    })
    void theStatusMustBeAsBad(Status least, Status status, boolean passes) {
        TargetFilter filter = new TargetFilter(least, Optional.empty(), List.of(), Set.of(), Set.of());
        assertEquals(passes, filter.matches(Given.report("room", status), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, false", "MAJOR, true", "MINOR, true", "INFO, true"})
    void aSymptomMustBeAsSevere(Severity least, boolean passes) {
        TargetFilter filter = new TargetFilter(Status.HEALTHY, Optional.of(least), List.of(), Set.of(), Set.of());
        assertEquals(passes, filter.matches(MAJOR, Optional.empty()));
        assertFalse(filter.matches(Given.report("room", Status.CRITICAL), Optional.empty()), "without any symptom");
    }

    @ParameterizedTest
    @CsvSource({
        "id-*, id-beauty-07, true",
        "id-*, my-beauty-07, false",
        "*, anything, true",
        "room-?, room-7, true",
        "room-?, room-77, false",
        "a.c, abc, false",
        "[a], a, false",
        "*****************************************************b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void roomsAreNamedWithStars(String glob, String room, boolean passes) {
        assertEquals(passes, Glob.of(glob).matches(room));
    }

    @Test
    void aRoomWithoutAMarketIsInNone() {
        TargetFilter filter =
                new TargetFilter(Status.HEALTHY, Optional.empty(), List.of(), Set.of("ID", "MY"), Set.of());
        assertTrue(filter.matches(MAJOR, Optional.of("MY")));
        assertTrue(filter.matches(MAJOR, Optional.of("my")));
        assertFalse(filter.matches(MAJOR, Optional.of("TH")));
        assertFalse(filter.matches(MAJOR, Optional.empty()));
    }

    @Test
    void theFirstActionMustBeTheOwners() {
        TargetFilter network =
                new TargetFilter(Status.HEALTHY, Optional.empty(), List.of(), Set.of(), Set.of(Owner.NETWORK));
        TargetFilter host = new TargetFilter(Status.HEALTHY, Optional.empty(), List.of(), Set.of(), Set.of(Owner.HOST));
        assertTrue(network.matches(MAJOR, Optional.empty()));
        assertFalse(host.matches(MAJOR, Optional.empty()));
        assertFalse(network.matches(Given.report("room", Status.CRITICAL), Optional.empty()), "without any cause");
    }

    @Test
    void everyConditionMustHold() {
        TargetFilter filter = new TargetFilter(
                Status.WATCH,
                Optional.of(Severity.MAJOR),
                List.of(Glob.of("id-*")),
                Set.of("ID"),
                Set.of(Owner.NETWORK));
        assertTrue(filter.matches(MAJOR, Optional.of("ID")));
        assertFalse(filter.matches(MAJOR, Optional.of("MY")));
    }
}
