package dev.livedoctor.notify;

import static dev.livedoctor.notify.FakePlatform.answer;
import static dev.livedoctor.notify.FakePlatform.cut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.SetClock;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery against a platform that fails in every way; time goes where the test sets it. */
class DeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock(Given.NOW);
    private FakePlatform platform;
    private OutboundClient client;
    private OutboxDatabase database;
    private Outbox outbox;
    private Delivery delivery;
    private List<TargetLane> lanes;

    @BeforeEach
    void open() throws IOException {
        platform = new FakePlatform();
        client = new OutboundClient(new EgressPolicy(List.of()), Duration.ofSeconds(2));
        database = OutboxDatabase.open(folder.resolve("outbox.db"));
        outbox = new Outbox(database, () -> Long.MAX_VALUE, Long.MAX_VALUE, 100);
    }

    @AfterEach
    void close() {
        platform.close();
        client.close();
        database.close();
    }

    private Target webhook(String name) {
        return Given.target(name, TargetType.WEBHOOK, platform.url("/" + name), null);
    }

    private void begin(Target... targets) {
        lanes = TargetLane.to(List.of(targets));
        RetryPolicy retryPolicy = new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)), 5);
        delivery = new Delivery(outbox, lanes, client, retryPolicy, clock, new Random(1));
    }

    private void put(Target target, String room, String report) {
        outbox.put(List.of(Given.message(target, room, report)));
    }

    /** Lets time go on from one thing that is due to the next until nothing is, or {@code until}. */
    private void run(Instant until) throws InterruptedException {
        while (true) {
            Instant next = delivery.turn();
            if (delivery.open() > 0) {
                assertTrue(delivery.await(LONG), "no answer came");
            } else if (next.isAfter(until)) {
                return;
            } else {
                clock.set(next);
            }
        }
    }

    private void run() throws InterruptedException {
        run(Instant.MAX.minusSeconds(1));
    }

    private List<String> told() {
        return platform.fields("/is");
    }

    @Test
    void everyMessageArrivesInTheOrderOfItsRoomWhateverThePlatformDoes() throws InterruptedException {
        Target ops = webhook("ops");
        begin(ops);
        for (int number = 0; number < 4; number++) {
            put(ops, "a", "a" + number);
            put(ops, "b", "b" + number);
        }
        Deque<FakePlatform.Answer> trouble = new ArrayDeque<>(List.of(
                answer(500, "ill"),
                cut(),
                answer(429, "", Map.of("Retry-After", "3")),
                answer(503, ""),
                cut(),
                answer(502, "<html>")));
        platform.script(call -> {
            synchronized (trouble) {
                return trouble.isEmpty() ? answer(200, "") : trouble.remove();
            }
        });
        run();
        assertEquals(new OutboxDepth(0, 0, Optional.empty()), outbox.depth("ops"));
        for (String room : List.of("a", "b")) {
            assertEquals(
                    List.of(room + "0", room + "1", room + "2", room + "3"),
                    told().stream()
                            .filter(one -> one.startsWith(room))
                            .distinct()
                            .toList());
        }
        assertEquals(14, told().size(), "eight messages and six failures");
        assertEquals(new TargetState.Counts(8, 6, 6, 0), lanes.get(0).counts());
    }

    @Test
    void aHangingRoomHoldsUpNoOther() throws InterruptedException {
        Target ops = webhook("ops");
        Target host = webhook("host");
        begin(ops, host);
        put(ops, "stuck", "1");
        put(ops, "fine", "2");
        put(host, "stuck", "3");
        platform.script(call -> call.body().contains("1") ? platform.hang() : answer(200, ""));
        delivery.turn();
        assertTrue(delivery.await(LONG));
        assertTrue(delivery.await(LONG));
        assertEquals(1, delivery.open(), "the stuck one");
        assertEquals(0, outbox.depth("host").waiting());
        assertEquals(1, outbox.depth("ops").waiting());
        put(ops, "fine", "4");
        delivery.turn();
        assertTrue(delivery.await(LONG));
        assertTrue(told().contains("4"));
        platform.script(call -> answer(200, ""));
        assertTrue(delivery.await(LONG), "it gives up waiting");
        assertEquals("no answer within 2000 ms", lanes.get(0).trouble().orElseThrow());
        run();
        assertEquals(0, outbox.depth("ops").waiting());
    }

    @Test
    void aTargetThatIsDownHoldsUpNoOther() throws InterruptedException {
        Target gone = Given.target("gone", TargetType.WEBHOOK, "http://127.0.0.1:1/", null);
        Target ops = webhook("ops");
        begin(gone, ops);
        put(gone, "a", "1");
        put(ops, "a", "2");
        run(Given.NOW);
        assertEquals(List.of("2"), told());
        assertEquals("nobody listens there", lanes.get(0).trouble().orElseThrow());
        run();
        assertEquals(5, outbox.dead(Optional.of("gone"), 1).get(0).attempts());
    }

    @Test
    void nothingGoesToATargetBeforeItsRetryAfter() throws InterruptedException {
        Target ops = webhook("ops");
        begin(ops);
        put(ops, "a", "1");
        platform.script(call -> answer(429, "", Map.of("Retry-After", "120")));
        run(Given.NOW);
        platform.script(call -> answer(200, ""));
        put(ops, "b", "2");
        run(Given.NOW.plusSeconds(119));
        assertEquals(List.of("1"), told());
        run(Given.NOW.plusSeconds(120));
        assertEquals(List.of("1", "1", "2"), told().stream().sorted().toList());
    }

    @Test
    void whoSaysNoIsAskedThriceAndTheNextOfTheRoomFollows() throws InterruptedException {
        Target ops = webhook("ops");
        begin(ops);
        put(ops, "a", "poison");
        put(ops, "a", "fine");
        platform.script(call -> call.body().contains("poison") ? answer(400, "what is that?") : answer(200, ""));
        run();
        assertEquals(List.of("poison", "poison", "poison", "fine"), told());
        DeadLetter dead = outbox.dead(Optional.empty(), 1).get(0);
        assertEquals("400: what is that?", dead.why());
        assertEquals(3, dead.attempts());

        platform.script(call -> answer(200, ""));
        assertTrue(outbox.requeue(dead.id(), List.of("ops"), clock.instant()));
        run();
        assertEquals(new OutboxDepth(0, 0, Optional.empty()), outbox.depth("ops"));
    }

    @Test
    void pausesDouble() throws InterruptedException {
        Target ops = webhook("ops");
        begin(ops);
        put(ops, "a", "1");
        platform.script(call -> answer(500, ""));
        run();
        long waited = Duration.between(Given.NOW, clock.instant()).toMillis();
        // One, two, four and eight seconds, or half of them.
        assertTrue(waited >= 7_500 && waited <= 15_000, () -> waited + " ms");
        assertEquals(5, told().size());
    }

    @Test
    void keepsToTheRateOfThePlatform() throws InterruptedException {
        Target slack = Given.target("slack", TargetType.SLACK, platform.url("/"), null);
        begin(slack);
        for (int number = 0; number < 5; number++) {
            put(slack, "room-" + number, "r" + number);
        }
        run();
        assertEquals(Duration.ofSeconds(4), Duration.between(Given.NOW, clock.instant()));
    }

    @Test
    void targetsAtOneAddressShareItsRate() throws InterruptedException {
        Target one = Given.target("one", TargetType.SLACK, platform.url("/"), null);
        Target two = Given.target("two", TargetType.SLACK, platform.url("/"), null);
        begin(one, two);
        for (int number = 0; number < 3; number++) {
            put(one, "room-" + number, "r" + number);
            put(two, "room-" + number, "r" + number);
        }
        run();
        assertEquals(Duration.ofSeconds(5), Duration.between(Given.NOW, clock.instant()));
    }

    @Test
    void quietHoursHoldUntilTheyEnd() throws InterruptedException {
        QuietHours hours = new QuietHours(LocalTime.of(9, 0), LocalTime.of(12, 0), ZoneOffset.UTC, false);
        Target ops = Given.quiet(webhook("ops"), hours);
        begin(ops);
        put(ops, "a", "1");
        outbox.put(List.of(Given.message(ops, "b", "2", true)));
        run(Given.NOW.plus(Duration.ofMinutes(119)));
        assertEquals(List.of(), told());
        run();
        assertEquals(List.of("1", "2"), told().stream().sorted().toList());
        assertEquals(Instant.parse("2026-11-28T12:00:00Z"), clock.instant());
    }

    @Test
    void theCriticalMayPassAndKeepTheOrderOfTheirRoom() throws InterruptedException {
        QuietHours hours = new QuietHours(LocalTime.of(9, 0), LocalTime.of(12, 0), ZoneOffset.UTC, true);
        Target ops = Given.quiet(webhook("ops"), hours);
        begin(ops);
        put(ops, "a", "held");
        put(ops, "b", "before");
        outbox.put(List.of(Given.message(ops, "b", "critical", true)));
        put(ops, "b", "after");
        run(Given.NOW);
        assertEquals(List.of("before", "critical"), told());
        run();
        assertEquals(List.of("after", "held"), told().stream().skip(2).sorted().toList());
    }

    @Test
    void addressesThatMayNotBeCalledAreGivenUpAtOnce() throws InterruptedException {
        Target metadata = Given.target("cloud", TargetType.WEBHOOK, "https://169.254.169.254/latest/meta-data", null);
        begin(metadata);
        put(metadata, "a", "1");
        run();
        DeadLetter dead = outbox.dead(Optional.empty(), 1).get(0);
        assertEquals(1, dead.attempts());
        assertTrue(dead.why().contains("169.254.169.254"), dead.why());
    }

    @Test
    void secretsThatAreEchoedAreHidden() throws InterruptedException {
        Target ops = Given.target(
                "ops",
                TargetType.WEBHOOK,
                platform.url("/services/T0000000/s3cret-of-the-path?token=s3cret-of-the-query"),
                "s3cret-to-sign");
        begin(ops);
        put(ops, "a", "1");
        platform.script(call ->
                answer(404, "no " + call.uri() + " s3cret-to-sign\nERROR forged line \u001b[31m" + "x".repeat(5_000)));
        run();
        String why = outbox.dead(Optional.empty(), 1).get(0).why();
        assertFalse(why.contains("s3cret"), why);
        assertTrue(why.chars().noneMatch(Character::isISOControl), why);
        assertTrue(why.length() < 400, why);
    }

    @Test
    void whatCouldNotBeWrittenDownIsNotSentAgainMeanwhile() throws InterruptedException {
        Target ops = webhook("ops");
        begin(ops);
        put(ops, "a", "1");
        delivery.turn();
        database.change(() -> database.run("pragma query_only = 1"));
        assertTrue(delivery.await(LONG));
        clock.go(Duration.ofMinutes(1));
        assertEquals(clock.instant().plusSeconds(1), delivery.turn());
        database.change(() -> database.run("pragma query_only = 0"));
        run();
        assertEquals(List.of("1"), told());
        assertEquals(0, outbox.depth("ops").waiting());
    }

    /** Every room of the target waits as long as it asked for, and what comes meanwhile waits, too. */
    @Test
    void aRestartForgetsNotHowLongATargetWantsToBeLeftAlone() throws InterruptedException, IOException {
        Target ops = webhook("ops");
        begin(ops);
        put(ops, "a", "1");
        platform.script(call -> answer(429, "", Map.of("Retry-After", "600")));
        delivery.turn();
        assertTrue(delivery.await(LONG));
        assertEquals(List.of("1"), told());

        database.close();
        database = OutboxDatabase.open(folder.resolve("outbox.db"));
        outbox = new Outbox(database, () -> Long.MAX_VALUE, Long.MAX_VALUE, 100);
        begin(ops);
        put(ops, "b", "2");
        platform.script(call -> answer(200, ""));

        assertEquals(Given.NOW.plusSeconds(600), delivery.turn());
        assertEquals(0, delivery.open());
        run();
        assertEquals(List.of("1", "1", "2"), told().stream().sorted().toList());
        assertEquals(Given.NOW.plusSeconds(600), clock.instant());
    }
}
