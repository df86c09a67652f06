package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Each window once, in order, and none from too long ago. */
class WindowScheduleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DELAY = Duration.ofSeconds(15);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final WindowSchedule schedule = new WindowSchedule();

    private List<Window> until(Instant now, Duration catchUp) {
        List<Window> windows = new ArrayList<>();
        Optional<Window> next = schedule.next(now, MINUTE, DELAY, catchUp);
        while (next.isPresent()) {
            windows.add(next.get());
            schedule.done(next.get());
            next = schedule.next(now, MINUTE, DELAY, catchUp);
        }
        return windows;
    }

    @Test
    void aWindowIsDueWhenItsDelayIsOver() {
        assertEquals(
                List.of(new Window(NOON.minusSeconds(120), NOON.minusSeconds(60))),
                until(NOON.plusSeconds(14), Duration.ZERO));
        assertEquals(List.of(new Window(NOON.minusSeconds(60), NOON)), until(NOON.plusSeconds(15), Duration.ZERO));
        assertEquals(List.of(), until(NOON.plusSeconds(16), Duration.ZERO));
    }

    @Test
    void whatWasMissedIsAskedForButNotForEver() {
        until(NOON.plusSeconds(15), Duration.ZERO);
        List<Window> missed = until(NOON.plusSeconds(3_615), Duration.ofMinutes(10));
        assertEquals(10, missed.size());
        assertEquals(NOON.plusSeconds(3_000), missed.get(0).start());
        assertEquals(50, schedule.skipped());
        assertEquals(0, schedule.skipped());
    }

    @Test
    void aWindowThatFailedIsTheNextOnceMore() {
        Optional<Window> first = schedule.next(NOON.plusSeconds(15), MINUTE, DELAY, Duration.ofHours(1));
        assertEquals(first, schedule.next(NOON.plusSeconds(30), MINUTE, DELAY, Duration.ofHours(1)));
    }

    @Test
    void whatWasLeftOutIsCountedOnce() {
        until(NOON.plusSeconds(15), Duration.ZERO);
        for (int attempt = 0; attempt < 3; attempt++) {
            schedule.next(NOON.plusSeconds(3_615), MINUTE, DELAY, Duration.ofMinutes(10));
        }
        assertEquals(50, schedule.skipped());
    }

    @Test
    void aClockThatWasSetBackStopsNothing() {
        until(NOON.plusSeconds(36_000), Duration.ZERO);
        assertEquals(1, until(NOON.plusSeconds(15), Duration.ZERO).size());
    }

    @Property
    void windowsAreAlignedAndFollowEachOther(
            @ForAll @Size(max = 50) List<@IntRange(min = 0, max = 5_000) Integer> pauses,
            @ForAll @IntRange(min = 0, max = 90) int catchUpMinutes) {
        Duration catchUp = Duration.ofMinutes(catchUpMinutes);
        Instant now = NOON;
        WindowSchedule fresh = new WindowSchedule();
        List<Window> all = new ArrayList<>();
        for (int pause : pauses) {
            now = now.plusSeconds(pause);
            for (Optional<Window> next = fresh.next(now, MINUTE, DELAY, catchUp);
                    next.isPresent();
                    next = fresh.next(now, MINUTE, DELAY, catchUp)) {
                Window window = next.get();
                assertFalse(window.end().plus(DELAY).isAfter(now));
                assertTrue(window.start()
                                .plus(catchUp)
                                .plus(MINUTE.multipliedBy(2))
                                .plus(DELAY)
                                .isAfter(now)
                        || catchUpMinutes == 0);
                all.add(window);
                fresh.done(window);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            assertEquals(0, all.get(i).start().getEpochSecond() % 60);
            assertEquals(MINUTE, Duration.between(all.get(i).start(), all.get(i).end()));
            assertTrue(i == 0 || !all.get(i).start().isBefore(all.get(i - 1).end()));
        }
    }
}
