package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the disk: in order, whole, and not without end. */
class OutboxTest {
    private static final Target OPS = Given.target("ops", TargetType.WEBHOOK, "https://example.com/a", null);
    private static final Target HOST = Given.target("host", TargetType.SLACK, "https://example.com/b", null);
    private static final long MUCH = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private OutboxDatabase database;
    private Outbox outbox;

    @BeforeEach
    void open() {
        database = OutboxDatabase.open(folder.resolve("box").resolve("outbox.db"));
        outbox = new Outbox(database, () -> Long.MAX_VALUE, MUCH, 100);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void put(Target target, String room, String report) {
        outbox.put(List.of(Given.message(target, room, report)));
    }

    private OutboxMessage head(Target target, String room) {
        return outbox.peek(target.name(), room).orElseThrow();
    }

    private Optional<String> first(Target target, String... except) {
        return outbox.nextDue(target.name(), Set.of(except), false).map(Outbox.Line::room);
    }

    @Test
    void eachRoomHasALineOfItsOwn() {
        put(OPS, "a", "1");
        put(OPS, "a", "2");
        put(OPS, "b", "3");
        assertEquals("1", head(OPS, "a").report());
        assertEquals(Optional.of("b"), first(OPS, "a"));
        assertEquals(Optional.empty(), first(OPS, "a", "b"));
        assertEquals(Optional.empty(), first(HOST));

        outbox.delivered(head(OPS, "a"), Given.NOW);
        assertEquals("2", head(OPS, "a").report());
        outbox.delivered(head(OPS, "a"), Given.NOW);
        assertEquals(Optional.empty(), outbox.peek("ops", "a"));
        assertEquals(Optional.of("b"), first(OPS));
    }

    @Test
    void whatFailedIsDueLaterAndWhatComesMeanwhileDoesNotHurryIt() {
        put(OPS, "a", "1");
        Instant later = Given.NOW.plusSeconds(60);
        outbox.reschedule(head(OPS, "a"), later, "busy");
        put(OPS, "a", "2");
        assertEquals(later, outbox.nextDue("ops", Set.of(), false).orElseThrow().due());
        assertEquals(1, head(OPS, "a").attempts());
        assertEquals("1", head(OPS, "a").report());
    }

    @Test
    void theDeadMakeWayAndComeBackBeforeTheOthers() {
        put(OPS, "a", "1");
        put(OPS, "a", "2");
        OutboxMessage one = head(OPS, "a");
        outbox.markDead(one, Given.NOW, "no");
        assertEquals("2", head(OPS, "a").report());
        DeadLetter dead = outbox.dead(Optional.of("ops"), 10).get(0);
        assertEquals("1", dead.report());
        assertEquals("no", dead.why());
        assertEquals(1, dead.attempts());
        assertEquals(List.of(), outbox.dead(Optional.of("host"), 10));
        assertEquals(new OutboxDepth(1, 1, Optional.of(Given.NOW)), outbox.depth("ops"));

        assertFalse(outbox.requeue(one.id(), List.of("host"), Given.NOW), "its target is gone");
        assertTrue(outbox.requeue(one.id(), List.of("ops"), Given.NOW));
        assertFalse(outbox.requeue(one.id(), List.of("ops"), Given.NOW), "it lives");
        assertEquals("1", head(OPS, "a").report());
        assertEquals(0, head(OPS, "a").attempts());
    }

    @Test
    void theDeadComeBackAllAtOnceOrNever() {
        put(OPS, "a", "1");
        put(OPS, "b", "2");
        outbox.markDead(head(OPS, "a"), Given.NOW, "no");
        outbox.markDead(head(OPS, "b"), Given.NOW, "no");
        assertTrue(outbox.discard(outbox.dead(Optional.empty(), 1).get(0).id()));
        assertEquals(1, outbox.requeueAll("ops", Given.NOW));
        assertEquals(new OutboxDepth(1, 0, Optional.of(Given.NOW)), outbox.depth("ops"));
    }

    @Test
    void onlyTheLatestDeadAreKept() {
        outbox = new Outbox(database, () -> Long.MAX_VALUE, MUCH, 3);
        for (int number = 0; number < 5; number++) {
            put(OPS, "a", "r" + number);
            outbox.markDead(head(OPS, "a"), Given.NOW.plusSeconds(number), "no");
        }
        assertEquals(
                List.of("r4", "r3", "r2"),
                outbox.dead(Optional.empty(), 10).stream()
                        .map(DeadLetter::report)
                        .toList());
    }

    @Test
    void whatIsForNobodyIsGivenUp() {
        put(OPS, "a", "1");
        put(HOST, "a", "2");
        Target other = Given.target("ops", TargetType.DISCORD, "https://example.com/c", null);
        assertEquals(
                1,
                outbox.abandonUnknownTargets(List.of(HOST, other), Given.NOW),
                "it was written for another kind of target");
        assertEquals(Optional.empty(), first(OPS));
        assertEquals(Optional.of("a"), first(HOST));
        assertEquals(1, outbox.abandonUnknownTargets(List.of(), Given.NOW));
        assertEquals(2, outbox.dead(Optional.empty(), 10).size());
    }

    @Test
    void theLoudTakeTheirRoomAlong() {
        put(OPS, "a", "1");
        outbox.put(List.of(Given.message(OPS, "b", "2"), Given.message(OPS, "b", "3", true)));
        assertEquals("b", outbox.nextDue("ops", Set.of(), true).orElseThrow().room());
        outbox.delivered(head(OPS, "b"), Given.NOW);
        outbox.delivered(head(OPS, "b"), Given.NOW);
        assertEquals(Optional.empty(), outbox.nextDue("ops", Set.of(), true));
    }

    @Test
    void takesNothingMoreWhenItIsFull() {
        outbox = new Outbox(database, () -> Long.MAX_VALUE, 200_000, 100);
        OutboxFullException full = assertThrows(OutboxFullException.class, () -> {
            for (int number = 0; number < 10; number++) {
                outbox.put(List.of(big("a", "big " + number)));
            }
        });
        assertTrue(full.getMessage().contains("Maybe"), full.getMessage());
        long taken = outbox.depth("ops").waiting();
        while (outbox.depth("ops").waiting() > 0) {
            outbox.delivered(head(OPS, "a"), Given.NOW);
        }
        assertTrue(taken > 1 && taken < 6, () -> "took " + taken);
        outbox.put(List.of(big("a", "big")));
    }

    private static OutboxMessage big(String room, String report) {
        return new OutboxMessage(0, "ops", TargetType.WEBHOOK, room, report, Given.NOW, false, new byte[50_000], 0);
    }

    @Test
    void whatWaitsIsNotPutInAgain() {
        Target other = Given.target("other", TargetType.WEBHOOK, "https://example.com/other", null);
        put(OPS, "a", "1");
        outbox.put(List.of(Given.message(OPS, "a", "1"), Given.message(other, "a", "1")));
        assertEquals(1, outbox.depth("ops").waiting());
        assertEquals(1, outbox.depth("other").waiting());
        outbox.delivered(head(OPS, "a"), Given.NOW);
        assertTrue(outbox.waits("1"));
        outbox.delivered(head(other, "a"), Given.NOW);
        assertFalse(outbox.waits("1"));
        put(OPS, "a", "1");
        assertTrue(outbox.waits("1"));
    }

    @Test
    void whatWasGivenUpMakesRoomForWhatMayArrive() {
        outbox = new Outbox(database, () -> Long.MAX_VALUE, 200_000, 100);
        for (int number = 0; number < 10; number++) {
            outbox.put(List.of(big("a", "big")));
            assertEquals(1, outbox.abandonUnknownTargets(List.of(), Given.NOW));
        }
        assertEquals(0, outbox.depth("ops").waiting());
        assertTrue(outbox.dead(Optional.empty(), 100).size() < 10);
    }

    /** Whoever fills the disk to the last byte cannot take anything out any more. */
    @Test
    void leavesSpaceToTakeLettersOut() {
        outbox = new Outbox(database, () -> Outbox.RESERVE - 1, MUCH, 100);
        OutboxFullException full = assertThrows(OutboxFullException.class, () -> put(OPS, "a", "1"));
        assertTrue(full.getMessage().contains("The disk of the outbox is full"), full.getMessage());
        assertTrue(database.free() > 0);
    }

    /** SQLite cannot tell a full disk from a file that may not grow. */
    @Test
    void aFullDiskIsSaidAndNothingTakenIsLost() {
        put(OPS, "a", "1");
        database.look(row -> row.getInt(1), "pragma max_page_count = 30");
        OutboxFullException full = assertThrows(OutboxFullException.class, () -> {
            for (int number = 0; number < 100; number++) {
                outbox.put(List.of(Given.message(OPS, "b", "x " + number), big("c", "y " + number)));
            }
        });
        assertTrue(full.getMessage().contains("disk"), full.getMessage());
        assertEquals("1", head(OPS, "a").report());
        assertEquals(
                outbox.nextDue("ops", Set.of("a", "c"), false).isPresent(),
                outbox.nextDue("ops", Set.of("a", "b"), false).isPresent(),
                "all of an offer is taken or none");
        outbox.delivered(head(OPS, "a"), Given.NOW);
    }

    @Test
    void isThereAgainAndOnlyOnceAtATime() throws IOException {
        put(OPS, "a", "1");
        Path file = folder.resolve("box").resolve("outbox.db");
        UncheckedIOException inUse = assertThrows(UncheckedIOException.class, () -> OutboxDatabase.open(file));
        assertTrue(inUse.getMessage().contains("in use"), inUse.getMessage());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        database.close();
        open();
        assertEquals("1", head(OPS, "a").report());
    }

    /** Against a naive twin: lists in memory. */
    @Test
    void keepsTheOrderWhateverHappens() {
        Random random = new Random(7);
        Map<String, List<String>> twin = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            String room = "room-" + random.nextInt(4);
            List<String> line = twin.computeIfAbsent(room, any -> new ArrayList<>());
            int dice = random.nextInt(10);
            if (dice < 5) {
                put(OPS, room, "r" + step);
                line.add("r" + step);
            } else if (!line.isEmpty()) {
                assertEquals(line.get(0), head(OPS, room).report());
                if (dice == 9) {
                    outbox.reschedule(head(OPS, room), Given.NOW.plusSeconds(1), "again");
                } else {
                    outbox.delivered(head(OPS, room), Given.NOW);
                    line.remove(0);
                }
            } else {
                assertEquals(Optional.empty(), outbox.peek("ops", room));
            }
        }
        assertEquals(
                twin.values().stream().mapToInt(List::size).sum(),
                outbox.depth("ops").waiting());
    }
}
