package dev.livedoctor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.alert.Given.Room;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Windows in any order, and more than once, lead to the same episodes, as long as none is later than allowed. */
class DisorderProperties {
    private static final int SLOTS = 90;
    private static final AlertPolicy POLICY = new AlertPolicy(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofMinutes(20),
            Duration.ofMinutes(6),
            Duration.ofMinutes(8),
            Duration.ofHours(2));

    private static List<WindowSummary> windows(Random random, boolean silence) {
        List<WindowSummary> windows = new ArrayList<>();
        List<AlertCandidate> faults = List.of(
                Given.uplink(Severity.MAJOR),
                Given.cause("CACHE", Severity.CRITICAL, Verdict.LIKELY, "STALLS"),
                Given.cause("PRICE", Severity.MINOR, Verdict.POSSIBLE, "LOW_CONVERSION"),
                Given.symptom("SILENT_CHAT", Severity.MAJOR));
        List<AlertCandidate> now = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            if (random.nextInt(5) == 0) {
                now.clear();
                faults.stream().filter(fault -> random.nextInt(4) == 0).forEach(now::add);
            }
            if (!(silence && slot > 40 && slot < 60)) {
                windows.add(Given.window(slot, now.toArray(AlertCandidate[]::new)));
            }
        }
        return windows;
    }

    /** Each comes up to three minutes later than its turn, and some come again. */
    private static List<WindowSummary> mixed(List<WindowSummary> windows, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, windows.size()).boxed().toList());
        List<Double> keys = windows.stream()
                .map(one -> Duration.between(Given.START, one.window().start()).toSeconds() / 60.0
                        + 3 * random.nextDouble())
                .toList();
        order.sort(Comparator.comparing(keys::get));
        List<WindowSummary> mixed = new ArrayList<>();
        for (int index : order) {
            mixed.add(windows.get(index));
            if (random.nextInt(4) == 0) {
                mixed.add(mixed.get(random.nextInt(mixed.size())));
            }
        }
        return mixed;
    }

    private static List<String> episodes(List<WindowSummary> windows) {
        Room room = new Room(POLICY).see(windows.toArray(WindowSummary[]::new));
        // Until nothing is uncertain any more.
        room.minutes(SLOTS, SLOTS + 30);
        return room.all()
                .map(one -> one.cause() + " " + one.number() + " " + one.severity() + " " + one.closed() + " "
                        + one.ending() + " " + one.flapping())
                .sorted()
                .toList();
    }

    @Property(tries = 80)
    void anyOrderLeadsToTheSame(@ForAll long seed, @ForAll boolean silence) {
        List<WindowSummary> windows = windows(new Random(seed), silence);
        assertEquals(episodes(windows), episodes(mixed(windows, new Random(seed + 1))));
    }

    @Property(tries = 30)
    void nothingIsToldTwice(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int times) {
        List<WindowSummary> windows = windows(new Random(seed), false);
        Room once = new Room(POLICY).see(windows.toArray(WindowSummary[]::new));
        List<String> told = once.told();
        for (int time = 0; time < times; time++) {
            once.see(windows.toArray(WindowSummary[]::new));
        }
        assertEquals(told, once.told());
    }
}
