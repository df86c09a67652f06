package dev.livedoctor.lookback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReleasesTest {

    private static TreeMap<Long, double[]> evenings(int before, int after, double change, Random random) {
        TreeMap<Long, double[]> evenings = new TreeMap<>();
        for (int day = -before; day < after; day++) {
            double mean = 0.02 * (day < 0 ? 1 : change) * Math.exp(0.3 * random.nextGaussian());
            evenings.put((long) day, new double[] {mean * 12, 12});
        }
        return evenings;
    }

    @Test
    void tellsWhatChanged() {
        BeforeAfter worse = BeforeAfter.of(evenings(20, 9, 3, new Random(1)), 0).orElseThrow();
        assertEquals(14, worse.eveningsBefore());
        assertEquals(9, worse.eveningsAfter());
        assertTrue(worse.p() < 0.001, worse::toString);
        assertEquals(3, worse.after() / worse.before(), 1);
        assertTrue(BeforeAfter.of(evenings(20, 3, 3, new Random(1)), 0).isEmpty());
    }

    @Test
    void chanceChangesNothing() {
        int wrong = 0;
        for (int seed = 0; seed < 500; seed++) {
            wrong += BeforeAfter.of(evenings(10, 10, 1, new Random(seed)), 0)
                                    .orElseThrow()
                                    .p()
                            <= 0.05
                    ? 1
                    : 0;
        }
        assertTrue(wrong < 35, wrong + " of 500");
    }

    @Test
    void findsChangesAndWhatChangedBesides() {
        RoomChanges changes = new RoomChanges();
        for (int day = 0; day < 20; day++) {
            changes.add("a", day, Map.of("codec", day < 10 ? "h264" : "h265", "title", "evening " + day));
            changes.add("a", day, Map.of("codec", day < 10 ? "h264" : "h265"));
        }
        changes.released("a", 10, "release.deployed", "5.2");
        changes.released("a", 10, "release.deployed", "5.2");
        List<RoomChanges.Change> found = changes.found();
        assertEquals(2, found.size(), found::toString);
        RoomChanges.Change codec = found.stream()
                .filter(one -> one.name().equals("codec"))
                .findFirst()
                .orElseThrow();
        assertEquals("h264", codec.from());
        assertEquals(10, codec.evening());
        assertTrue(changes.besides(codec).contains("release.deployed 5.2"));
        assertEquals(1, changes.restless());
    }

    @Test
    void tellsTrends() {
        TreeSet<Long> evenings = new TreeSet<>();
        TreeSet<Long> hit = new TreeSet<>();
        for (long day = 0; day < 40; day++) {
            evenings.add(day);
            if (day > 25 || day == 3) {
                hit.add(day);
            }
        }
        Trend rising = Trend.of(List.copyOf(evenings), hit);
        assertTrue(rising.slope() > 0 && rising.p() < 0.001, rising::toString);
        assertTrue(Double.isNaN(Trend.of(List.of(1L, 2L, 3L), hit).p()));
        int wrong = 0;
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> noise = new TreeSet<>();
            evenings.stream().filter(day -> random.nextInt(4) == 0).forEach(noise::add);
            wrong += Trend.of(List.copyOf(evenings), noise).p() <= 0.05 ? 1 : 0;
        }
        assertTrue(wrong < 35, wrong + " of 500");
    }
}
