package dev.livedoctor.lookback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.lookback.Comparison.Compared;
import dev.livedoctor.lookback.Comparison.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final int PASTS = 400;

    /** Groups of one rate, whose evenings go their own ways: {@code spread} is the standard deviation of the logarithm. */
    private static Comparison noise(int groups, double spread, int evenings, double exposure, Random random) {
        Comparison comparison = new Comparison();
        for (int evening = 0; evening < evenings; evening++) {
            double mood = 0.05 * Math.exp(0.3 * random.nextGaussian());
            List<Share> shares = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                double size = exposure * (0.5 + random.nextDouble());
                double mean = size * mood * Math.exp(spread * random.nextGaussian());
                shares.add(new Share("g" + group, "room", size, count(mean, random)));
            }
            comparison.add("", evening, shares);
        }
        return comparison;
    }

    private static double count(double mean, Random random) {
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }

    private static boolean isFound(Comparison comparison, boolean higherIsWorse) {
        return comparison.results(higherIsWorse).stream().anyMatch(one -> one.q() <= FalseDiscoveryRate.RATE);
    }

    /** Without asking whether it matters: of pasts of pure noise one in twenty has a small q, and the spread of so many trials. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.1, 14",
        "2, 0.3, 14",
        "2, 0.5, 14",
        "2, 0.5, 6",
        "2, 0.5, 40",
        "3, 0.1, 14",
        "3, 0.3, 14",
        "3, 0.5, 14",
        "3, 0.5, 6",
        "4, 0.3, 14",
        "4, 0.5, 14",
        "6, 0.1, 14",
        "6, 0.3, 14",
        "6, 0.5, 14",
        "6, 0.5, 6"
    })
    void findsNothingInNoise(int groups, double spread, int evenings) {
        int higher = 0;
        int lower = 0;
        int few = 0;
        for (int past = 0; past < PASTS; past++) {
            Comparison comparison = noise(groups, spread, evenings, 3_000, new Random(past));
            higher += isFound(comparison, true) ? 1 : 0;
            lower += isFound(comparison, false) ? 1 : 0;
            few += isFound(noise(groups, spread, evenings, 200, new Random(past)), false) ? 1 : 0;
        }
        String wrong = higher + ", " + lower + " and " + few + " of " + PASTS;
        assertTrue(Math.max(Math.max(higher, lower), few) <= 0.07 * PASTS, wrong);
    }

    private static double ratio(Comparison comparison, String group, boolean higherIsWorse) {
        return comparison.results(higherIsWorse).stream()
                .filter(one -> one.key().group().equals(group))
                .findFirst()
                .orElseThrow()
                .rateRatio()
                .ratio();
    }

    @ParameterizedTest
    @CsvSource({"2, 0.2, 2", "3, 0.2, 2", "6, 0.2, 2", "2, 0.2, 0.5", "3, 0.2, 0.5", "6, 0.2, 0.5"})
    void findsWhatIsThere(int groups, double spread, double planted) {
        for (int past = 0; past < 50; past++) {
            Random random = new Random(past);
            Comparison comparison = new Comparison();
            for (int evening = 0; evening < 14; evening++) {
                List<Share> shares = new ArrayList<>();
                for (int group = 0; group < groups; group++) {
                    double mean = 200 * Math.exp(spread * random.nextGaussian()) * (group == 0 ? planted : 1);
                    shares.add(new Share("g" + group, "room", 4_000, count(mean, random)));
                }
                comparison.add("", evening, shares);
            }
            assertTrue(comparison.results(planted > 1).get(0).q() <= FalseDiscoveryRate.RATE, "past " + past);
        }
    }

    /** Two rooms, each watched from home above all: the home region is its own surroundings there. */
    @ParameterizedTest
    @CsvSource({"0.95", "0.9", "0.8", "0.5"})
    void whoeverIsNearlyAllOfARoomIsComparedWithTheOthersOnly(double home) {
        Comparison comparison = new Comparison();
        for (int evening = 0; evening < 20; evening++) {
            for (String room : List.of("a", "b")) {
                double malaysia = room.equals("a") ? home : 1 - home;
                comparison.add(
                        "",
                        evening,
                        List.of(
                                new Share("MY-14", room, 20_000 * malaysia, 2_000 * malaysia),
                                new Share("ID-JK", room, 20_000 * (1 - malaysia), 1_000 * (1 - malaysia))));
            }
        }
        assertEquals(2, ratio(comparison, "MY-14", true), 1e-6);
        assertEquals(0.5, ratio(comparison, "ID-JK", true), 1e-6);
    }

    @Test
    void whoeverIsNearlyAllOfTheOtherEveningsIsComparedWithTheOthersOnly() {
        Comparison comparison = new Comparison();
        for (int evening = 0; evening < 20; evening++) {
            double toys = evening % 2 == 0 ? 0.95 : 0.05;
            comparison.add(
                    "ID",
                    evening,
                    List.of(
                            new Share("toys", "a", 10_000 * toys, 200 * toys),
                            new Share("food", "b", 10_000 * (1 - toys), 400 * (1 - toys))));
        }
        assertEquals(0.5, ratio(comparison, "toys", false), 1e-6);
    }

    /** The yardstick is what those had who were there, not those of other rooms. */
    @Test
    void othersAreThoseOfTheSameRooms() {
        Comparison comparison = new Comparison();
        for (int evening = 0; evening < 20; evening++) {
            comparison.add(
                    "", evening, List.of(new Share("ID-JK", "a", 5_000, 250), new Share("ID-BT", "a", 5_000, 250)));
            comparison.add("", evening, List.of(new Share("MY-14", "b", 5_000, 250), new Share("SG", "b", 5_000, 100)));
        }
        assertEquals(1, ratio(comparison, "ID-JK", true), 1e-3);
        assertEquals(2.5, ratio(comparison, "MY-14", true), 1e-3);
        Compared malaysia = comparison.results(true).get(2);
        assertEquals(0.02, malaysia.reference(), 1e-4);
    }

    @Test
    void manyInventedGroupsAreComparedInTime() {
        Instant start = Instant.now();
        Comparison comparison = new Comparison();
        for (int hour = 0; hour < 400; hour++) {
            List<Share> shares = new ArrayList<>();
            for (int group = 0; group < 100; group++) {
                shares.add(new Share("g" + hour + "-" + group, "a", 100, 5));
            }
            comparison.add("", hour / 24, shares);
        }
        assertEquals(40_000, comparison.results(true).size());
        assertTrue(Duration.between(start, Instant.now()).toSeconds() < 20);
    }
}
