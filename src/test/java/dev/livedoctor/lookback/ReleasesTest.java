package dev.livedoctor.lookback;

import static dev.livedoctor.lookback.Past.at;
import static dev.livedoctor.lookback.Past.place;
import static dev.livedoctor.lookback.Past.region;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.history.CauseHour;
import dev.livedoctor.history.SliceHour;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
        // The evening of the change has hours of both.
        assertEquals(8, worse.eveningsAfter());
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

    private static List<ReleaseEffect> versions(double newest, double spread, long seed) {
        Random random = new Random(seed);
        SliceComparison comparison = new SliceComparison(new RoomCalendar(null), SliceHour::watched, SliceHour::exits);
        for (int day = 0; day < 14; day++) {
            for (String version : List.of("1", "2", "3")) {
                double rate = 0.05 * (version.equals("3") ? newest : 1) * Math.exp(spread * random.nextGaussian());
                comparison.add(region(place("a", "x"), at(day, 20), version, 20_000, Math.rint(20_000 * rate)));
            }
        }
        return Releases.versions(comparison, "audience.exits", Map.of("1", 0L, "2", 0L, "3", 0L));
    }

    private static List<String> found(List<ReleaseEffect> effects) {
        double[] q = FalseDiscoveryRate.adjusted(
                effects.stream().mapToDouble(ReleaseEffect::p).toArray());
        return IntStream.range(0, q.length)
                .mapToObj(i -> effects.get(i).withQ(q[i]))
                .filter(ReleaseEffect::finding)
                .map(ReleaseEffect::to)
                .toList();
    }

    @Test
    void aBadVersionMakesTheOthersNoFinding() {
        assertEquals(List.of("3"), found(versions(1.4, 0.05, 1)));
        assertEquals(List.of("3"), found(versions(0.6, 0.05, 1)));
        // Certain, and too little to matter.
        assertEquals(List.of(), found(versions(1.05, 0.001, 1)));
    }

    @Test
    void versionsDoNotDifferByChance() {
        int wrong = 0;
        for (int past = 0; past < 300; past++) {
            wrong += found(versions(1, past % 2 == 0 ? 0.1 : 0.4, past)).isEmpty() ? 0 : 1;
        }
        assertTrue(wrong <= 15, wrong + " of 300");
    }

    @Test
    void aWindowOrTwoIsNoEveningOfACause() {
        for (double minutes : new double[] {1 / 6.0, 3}) {
            RepeatedCauses causes = new RepeatedCauses(new RoomCalendar(null));
            for (int day = 0; day < 14; day++) {
                for (int hour = 19; hour < 23; hour++) {
                    causes.add(Past.minutes(place("a", "x"), at(day, hour), 60, 0));
                }
                if (day < 4) {
                    causes.add(new CauseHour(place("a", "x"), at(day, 20), "CDN_NODE_FAULT", "room", minutes, 0.8));
                }
            }
            assertEquals(minutes > 1 ? 1 : 0, causes.insight().findings());
        }
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
