package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One process tells at a time. */
class LeaseTest extends OnBothStores {
    private static final OptionalLong NOT_NOW = OptionalLong.empty();

    private final AtomicLong ticks = new AtomicLong(System.nanoTime());
    private final String name = "ear " + UUID.randomUUID();

    private static History open(HistoryPlace place) {
        return new History(place, HistoryContract.LIMITS, Clock.systemUTC());
    }

    private Lease lease(History history) {
        return new Lease(history, name, ticks::get);
    }

    private void wait(Duration time) {
        ticks.addAndGet(time.toNanos());
    }

    @ParameterizedTest
    @MethodSource("places")
    void whoTookOverGoesOnWhereTheOtherWas(HistoryPlace place) {
        try (History history = open(place)) {
            Lease one = lease(history);
            assertEquals(OptionalLong.of(0), one.acquireOrRenew(true));
            one.recordProgress(5);
            Lease another = lease(history);
            if (history.isShared()) {
                assertEquals(NOT_NOW, another.acquireOrRenew(true));
                another.recordProgress(9);
                wait(Lease.LENGTH.dividedBy(2));
                assertEquals(OptionalLong.of(5), one.acquireOrRenew(true), "it lives");
                wait(Lease.LENGTH.dividedBy(2));
                assertEquals(NOT_NOW, another.acquireOrRenew(true), "it lived since");
                wait(Lease.LENGTH);
            }
            assertEquals(OptionalLong.of(5), another.acquireOrRenew(true));
            assertEquals(history.isShared() ? NOT_NOW : OptionalLong.of(5), one.acquireOrRenew(true));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatIsLeftIsTakenAtOnce(HistoryPlace place) {
        try (History history = open(place)) {
            Lease one = lease(history);
            one.acquireOrRenew(true);
            one.recordProgress(7);
            one.release();
            assertEquals(OptionalLong.of(7), lease(history).acquireOrRenew(true));
            one.release();
            one.recordProgress(9);
            if (history.isShared()) {
                assertEquals(NOT_NOW, one.acquireOrRenew(true));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void whoIsNewIsToldOfThePastOnlyWhereItSawNone(HistoryPlace place) {
        try (History history = open(place)) {
            history.open()
                    .writer()
                    .commit(connection -> connection
                            .prepare("UPDATE counter SET last = last + 3 WHERE name = 'alerts'")
                            .executeUpdate());
            assertEquals(
                    OptionalLong.of(history.episodes().lastChangeId()),
                    lease(history).acquireOrRenew(false));
        }
    }
}
