package dev.livedoctor.lookback;

import static dev.livedoctor.lookback.Past.at;
import static dev.livedoctor.lookback.Past.place;
import static dev.livedoctor.lookback.Past.region;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.history.SliceHour;
import dev.livedoctor.lookback.Comparison.Compared;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewerLossRegionsTest {
    private static final List<String> REGIONS = List.of("ID-BT", "ID-JB", "ID-JK", "ID-JT", "MY-14", "TH-10");

    private static List<Compared> compare(int days, long seed, Fate fate) {
        Random random = new Random(seed);
        SliceComparison comparison = new SliceComparison(new RoomCalendar(null), SliceHour::watched, SliceHour::exits);
        for (int room = 0; room < 3; room++) {
            for (int day = 0; day < days; day++) {
                for (int hour = 19; hour < 22; hour++) {
                    double mood = 0.05 * Math.exp(0.3 * random.nextGaussian());
                    for (String region : REGIONS) {
                        double watched = 3_000 + random.nextInt(6_000);
                        double mean = watched * mood * Math.exp(0.1 * random.nextGaussian()) * fate.of(region, day);
                        double exits = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
                        comparison.add(region(place("room " + room, "x"), at(day, hour), region, watched, exits));
                    }
                }
            }
        }
        return comparison.results(true);
    }

    private interface Fate {
        double of(String region, int day);
    }

    private static List<String> found(List<Compared> compared) {
        return compared.stream()
                .map(one -> ViewerLossRegions.item(one, Double.NaN))
                .filter(ViewerLossRegion::finding)
                .map(ViewerLossRegion::region)
                .toList();
    }

    @Test
    void findsTheRegionThatLosesViewers() {
        List<Compared> compared = compare(21, 1, (region, day) -> region.equals("MY-14") ? 1.6 : 1);
        assertEquals(List.of("MY-14"), found(compared));
        ViewerLossRegion malaysia = compared.stream()
                .filter(one -> one.key().group().equals("MY-14"))
                .map(one -> ViewerLossRegions.item(one, Double.NaN))
                .findFirst()
                .orElseThrow();
        assertEquals(1.6, malaysia.others().ratio(), 0.15);
        assertTrue(malaysia.others().low() > 1.3 && malaysia.others().high() < 1.9, malaysia::toString);
        assertEquals(3, malaysia.others().roomsWorse());
        assertEquals(malaysia.exits() * (1 - 1 / malaysia.others().ratio()), malaysia.lost(), 1);
    }

    @Test
    void twoBadRegionsDoNotHideEachOther() {
        assertEquals(
                List.of("MY-14", "TH-10"), found(compare(21, 2, (region, day) -> region.startsWith("ID") ? 1 : 1.8)));
    }

    @Test
    void oneBadEveningIsNotPersistent() {
        assertEquals(List.of(), found(compare(21, 3, (region, day) -> region.equals("MY-14") && day == 9 ? 8 : 1)));
    }

    /** A tenth of the rooms, and half of the region's viewers. */
    @Test
    void oneBadRoomIsNotTheRegion() {
        Random random = new Random(4);
        SliceComparison comparison = new SliceComparison(new RoomCalendar(null), SliceHour::watched, SliceHour::exits);
        for (int room = 0; room < 10; room++) {
            for (int day = 0; day < 21; day++) {
                for (String region : REGIONS) {
                    double watched = room == 0 ? 27_000 : 3_000;
                    boolean bad = room == 0 && region.equals("MY-14");
                    double exits = watched * 0.05 * Math.exp(0.1 * random.nextGaussian()) * (bad ? 2 : 1);
                    comparison.add(region(place("room " + room, "x"), at(day, 20), region, watched, exits));
                }
            }
        }
        assertEquals(List.of(), found(comparison.results(true)));
    }

    @Test
    void findsNothingInNoise() {
        int pasts = 300;
        int wrong = 0;
        for (int past = 0; past < pasts; past++) {
            wrong += found(compare(6 + past % 20, past, (region, day) -> 1)).isEmpty() ? 0 : 1;
        }
        assertTrue(wrong <= pasts * 0.05, wrong + " of " + pasts);
    }
}
