package dev.livedoctor.alerting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.livedoctor.history.Episodes.Noted;
import dev.livedoctor.history.History;
import dev.livedoctor.history.HistoryPlace;
import dev.livedoctor.history.RealPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two processes on one PostgreSQL: one tells, and the other when it has stopped. */
class TwoProcessesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Somebody who is told, and notes how often. */
    private static final class Ear implements AlertChangeFeed.Listener {
        private final List<Long> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger turns = new AtomicInteger();

        @Override
        public void onChanges(List<Noted> changes, LongConsumer taken) {
            turns.incrementAndGet();
            changes.forEach(noted -> heard.add(noted.change().id()));
        }
    }

    @Test
    void oneTellsAtATimeAndTheOtherGoesOn() throws Exception {
        assumeTrue(RealPostgres.isInstalled(), "no PostgreSQL is installed");
        try (RealPostgres server = RealPostgres.start();
                History one = history(server);
                History other = history(server)) {
            Ear first = new Ear();
            Ear second = new Ear();
            AlertChangeFeed ours = new AlertChangeFeed("ear", one, first);
            await().atMost(SOON).until(() -> first.turns.get() > 1);
            try (AlertChangeFeed theirs = new AlertChangeFeed("ear", other, second)) {
                new Rooms(one).stall("a", 0, 4);
                new Rooms(other).stall("b", 0, 4);
                await().atMost(SOON).until(() -> first.heard.size() == 2);
                assertEquals(0, second.turns.get(), "it does not even look");
                ours.close();
                new Rooms(other).stall("c", 0, 4);
                await().atMost(SOON).until(() -> second.heard.size() == 1);
                List<Long> all = new ArrayList<>(Stream.concat(first.heard.stream(), second.heard.stream())
                        .toList());
                assertEquals(all.stream().sorted().distinct().toList(), all, "each once, in order");
            }
        }
    }

    private static History history(RealPostgres server) {
        return Rooms.history(new HistoryPlace.Server(server.url(), "livedoctor", ""));
    }
}
