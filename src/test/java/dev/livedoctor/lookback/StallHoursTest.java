package dev.livedoctor.lookback;

import static dev.livedoctor.lookback.Past.at;
import static dev.livedoctor.lookback.Past.hour;
import static dev.livedoctor.lookback.Past.minutes;
import static dev.livedoctor.lookback.Past.place;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.history.RoomInfo;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StallHoursTest {
    private static final int FRIDAY = 4;

    private final StallHours question = new StallHours(new RoomCalendar(null));

    private static boolean isFinding(StallHour item) {
        return item.finding();
    }

    private List<StallHour> found() {
        return question.insight().items().stream()
                .map(StallHour.class::cast)
                .filter(StallHoursTest::isFinding)
                .toList();
    }

    /** Evenings of {@code weeks}, with noise, in which Fridays at eight stall. */
    private void evenings(RoomInfo place, int weeks, Random random, double noise, double planted) {
        for (int day = 0; day < 7 * weeks; day++) {
            for (int hour = 18; hour < 23; hour++) {
                boolean friday = day % 7 == FRIDAY && hour == 20;
                question.add(hour(place, at(day, hour), random.nextDouble() < (friday ? planted : noise)));
            }
        }
    }

    @Test
    void findsTheHourAmongNoise() {
        evenings(place("a", "beauty"), 8, new Random(1), 0.08, 0.95);
        List<StallHour> found = found();
        assertEquals(1, found.size(), found::toString);
        StallHour friday = found.get(0);
        assertEquals(DayOfWeek.FRIDAY, friday.day());
        assertEquals(20, friday.hour());
        assertEquals(8, friday.broadcasts());
        assertTrue(friday.q() < 0.01, friday::toString);
        assertEquals(friday.stalled() * 6000.0, friday.viewerMinutesExposed());
    }

    @Test
    void findsAnHourOfEveryDayBeforeAWeekIsSeenTwice() {
        for (int day = 0; day < 10; day++) {
            for (int hour = 18; hour < 23; hour++) {
                question.add(hour(place("a", "beauty"), at(day, hour), hour == 21));
            }
        }
        List<StallHour> found = found();
        assertEquals(1, found.size(), found::toString);
        assertEquals(null, found.get(0).day());
        assertEquals(21, found.get(0).hour());
    }

    @Test
    void oneBadEveningIsNoHabit() {
        for (int room = 0; room < 30; room++) {
            Random random = new Random(room);
            for (int day = 0; day < 42; day++) {
                for (int hour = 18; hour < 23; hour++) {
                    boolean outage = day == 18;
                    question.add(
                            hour(place("room " + room, "beauty"), at(day, hour), outage || random.nextDouble() < 0.03));
                }
            }
        }
        assertEquals(List.of(), found());
    }

    @Test
    void aBadRoomThatIsOnAirAtNightDoesNotMakeTheNightBad() {
        for (int room = 0; room < 6; room++) {
            for (int day = 0; day < 56; day++) {
                Random random = new Random(day * 31L + room);
                for (int hour = 0; hour < 4; hour++) {
                    boolean bad = room == 0;
                    question.add(hour(
                            place("room " + room, "beauty"),
                            at(day, bad ? 1 + hour : 18 + hour),
                            random.nextDouble() < (bad ? 0.7 : 0.05)));
                }
            }
        }
        assertEquals(List.of(), found());
    }

    /** How likely a room stalls in an hour of a day. */
    private interface Chance {
        double of(int room, int day, int hour);
    }

    /** In how many of {@code pasts} of eight weeks anything is found. */
    private static int found(int pasts, int rooms, double together, Chance chance) {
        int found = 0;
        for (int past = 0; past < pasts; past++) {
            Random random = new Random(past);
            StallHours question = new StallHours(new RoomCalendar(null));
            boolean[] bad = new boolean[56 * 24];
            for (int i = 0; i < bad.length; i++) {
                bad[i] = random.nextDouble() < together;
            }
            for (int room = 0; room < rooms; room++) {
                for (int day = 0; day < 56; day++) {
                    for (int hour = 18; hour < 23; hour++) {
                        double stalls = bad[day * 24 + hour] ? 0.7 : chance.of(room, day, hour);
                        if (stalls >= 0) {
                            question.add(hour(place("r" + room, "c"), at(day, hour), random.nextDouble() < stalls));
                        }
                    }
                }
            }
            found += question.insight().findings() > 0 ? 1 : 0;
        }
        return found;
    }

    /** In pure noise anything found is false: in one of twenty pasts at most, whether rooms stall alone or together, seldom or often. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.05",
        "8, 0, 0.05",
        "8, 0.1, 0.05",
        "20, 0.01, 0",
        "20, 0.01, 0.03",
        "20, 0.02, 0",
        "8, 0.02, 0.05"
    })
    void findsNothingInNoise(int rooms, double together, double alone) {
        int wrong = found(100, rooms, together, (room, day, hour) -> alone * (1 + room % 3) / 2);
        assertTrue(wrong <= 5, wrong + " of 100");
    }

    /** A bad month at eight and a good one at nine are two months, not two hours. */
    @Test
    void aRoomThatMovesToAnotherHourDoesNotMakeItsOldOneBad() {
        int wrong = found(200, 1, 0, (room, day, hour) -> hour == (day < 28 ? 20 : 21) ? day < 28 ? 0.4 : 0.03 : -1);
        assertTrue(wrong <= 10, wrong + " of 200");
    }

    /** Windows of a minute, of which few stall: of the five minutes before seven one is enough for a tenth. */
    @ParameterizedTest
    @CsvSource({"5, 0.02", "5, 0.03", "15, 0.03", "30, 0.03", "45, 0.03"})
    void aShortHourIsNoHour(int minutes, double noise) {
        int wrong = 0;
        for (int past = 0; past < 100; past++) {
            Random random = new Random(past);
            StallHours question = new StallHours(new RoomCalendar(null));
            for (int day = 0; day < 56; day++) {
                for (int hour = 18; hour < 23; hour++) {
                    int seen = hour == 18 ? minutes : 60;
                    int stalled = 0;
                    for (int i = 0; i < seen; i++) {
                        stalled += random.nextDouble() < noise ? 1 : 0;
                    }
                    question.add(minutes(place("a", "c"), at(day, hour), seen, stalled));
                }
            }
            wrong += question.insight().findings() > 0 ? 1 : 0;
        }
        assertTrue(wrong <= 5, wrong + " of 100");
    }

    /** Six of eight Fridays, in all rooms, of which there are so many that no number is as small as the chance of that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 2_000})
    void findsTheHourOfAllRooms(int rooms) {
        for (int room = 0; room < rooms; room++) {
            Random random = new Random(room);
            for (int day = 0; day < 56; day++) {
                for (int hour = 18; hour < 23; hour++) {
                    boolean planted = day % 7 == FRIDAY && hour == 20 && day >= 14;
                    question.add(
                            hour(place("r" + room, "c"), at(day, hour), random.nextDouble() < (planted ? 1 : 0.02)));
                }
            }
        }
        List<StallHour> found = found();
        assertEquals(1, found.size(), found::toString);
        assertEquals(DayOfWeek.FRIDAY, found.get(0).day());
    }

    @Test
    void localHoursFollowTheClock() {
        RoomInfo berlin = new RoomInfo("a", "Europe/Berlin", null, null);
        // Clocks go back on 25 October 2026: eight in the evening is 18:00, and from then on 19:00 UTC.
        for (int week = 0; week < 8; week++) {
            for (int day = 0; day < 7; day++) {
                for (int hour = 18; hour < 23; hour++) {
                    Instant start = java.time.LocalDate.of(2026, 9, 28)
                            .plusDays(7L * week + day)
                            .atTime(hour, 0)
                            .atZone(ZoneId.of("Europe/Berlin"))
                            .toInstant();
                    question.add(hour(berlin, start, day == 2 && hour == 20));
                }
            }
        }
        List<StallHour> found = found();
        assertEquals(1, found.size(), found::toString);
        assertEquals(DayOfWeek.WEDNESDAY, found.get(0).day());
        assertEquals(20, found.get(0).hour());
        assertEquals(8, found.get(0).stalled());
    }

    @Test
    void whatWasNotMeasuredIsNotSmooth() {
        for (int day = 0; day < 35; day++) {
            RoomInfo place = place("a", "beauty");
            question.add(new dev.livedoctor.history.Quarter(
                    place, at(day, 20), java.util.Map.of(), 60, 6000, 0, 0, 0, 0, 0, 0, new double[6]));
        }
        Insight insight = question.insight();
        assertEquals(0, insight.asked());
        assertTrue(insight.unsaid().stream().anyMatch(one -> one.code().equals("STALLS_NOT_MEASURED")));
    }

    @Test
    void whereItAlwaysStallsItSaysSo() {
        evenings(place("a", "beauty"), 5, new Random(1), 0.95, 0.95);
        Insight insight = question.insight();
        assertEquals(0, insight.findings());
        assertTrue(insight.unsaid().stream().anyMatch(one -> one.code().equals("STALLS_AT_ANY_HOUR")));
    }
}
