package dev.livedoctor.history;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutes in a folder and on a real server. */
class MutesTest extends OnBothStores {
    private static final Instant UNTIL = Windows.NOON.plus(Duration.ofHours(1));

    private final SetClock clock = new SetClock(Windows.NOON);
    private final String room = "room " + UUID.randomUUID();

    private History open(HistoryPlace place) {
        return new History(place, HistoryContract.LIMITS, clock);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aRoomIsMutedBeforeAnythingWasRecordedOfIt(HistoryPlace place) {
        try (History history = open(place)) {
            Mutes mutes = history.mutes();
            assertEquals(Optional.empty(), mutes.find(room));
            if (place instanceof HistoryPlace.Folder used) {
                assertFalse(mutes.unmute(room));
                assertFalse(Files.exists(used.path()), "who only looks makes no folder");
            }
            mutes.mute(room, UNTIL, "ana", "line down");
            assertEquals("ana", mutes.find(room).orElseThrow().by());
            assertEquals(UNTIL, mutes.find(room, "STALLS").orElseThrow().until());
        }
        try (History history = open(place)) {
            assertEquals("line down", history.mutes().find(room).orElseThrow().reason());
            assertTrue(history.mutes().unmute(room));
            assertFalse(history.mutes().unmute(room));
            assertEquals(Optional.empty(), history.mutes().find(room));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void theMuteOfACauseIsOfNoOther(HistoryPlace place) {
        try (History history = open(place)) {
            Mutes mutes = history.mutes();
            mutes.mute(room, "STALLS", UNTIL, "ana", "known");
            assertEquals(Optional.empty(), mutes.find(room));
            assertEquals(Optional.empty(), mutes.find(room, "OUTAGE"));
            assertEquals(Optional.empty(), mutes.find("another", "STALLS"));
            mutes.mute(room, "STALLS", UNTIL.plusSeconds(1), "bob", "still");
            assertEquals("bob", mutes.find(room, "STALLS").orElseThrow().by());
            clock.set(UNTIL.plusSeconds(1));
            assertEquals(Optional.empty(), mutes.find(room, "STALLS"));
            assertTrue(mutes.all().stream().noneMatch(mute -> mute.room().equals(room)));
            assertFalse(mutes.unmute(room, "STALLS"), "it ended by itself");
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatOneProcessWasAskedHoldsInTheOthers(HistoryPlace place) {
        if (place instanceof HistoryPlace.Folder) {
            return;
        }
        try (History one = open(place);
                History other = open(place)) {
            assertEquals(Optional.empty(), other.mutes().find(room));
            one.mutes().mute(room, UNTIL, "ana", "known");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> other.mutes().find(room).isPresent());
            assertEquals(
                    List.of(room),
                    other.mutes().all().stream()
                            .map(Mutes.Mute::room)
                            .filter(room::equals)
                            .toList());
            other.mutes().unmute(room);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> one.mutes().find(room).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void noMuteIsOfARoomThatCannotBe(HistoryPlace place) {
        try (History history = open(place)) {
            assertFalse(history.mutes().unmute("a\0b"));
            assertEquals(Optional.empty(), history.mutes().find("a\0b"));
        }
    }
}
