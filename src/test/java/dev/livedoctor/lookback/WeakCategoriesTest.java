package dev.livedoctor.lookback;

import static dev.livedoctor.lookback.Past.at;
import static dev.livedoctor.lookback.Past.place;
import static dev.livedoctor.lookback.Past.sales;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.lookback.WeakCategory.Conclusion;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeakCategoriesTest {
    private static final List<String> CATEGORIES = List.of("beauty", "fashion", "food", "gadgets", "toys");

    private final WeakCategories question = new WeakCategories(new RoomCalendar(null));

    /** How a category fares in a room on a day, as a multiple of what is usual. */
    private interface Fate {
        double of(String category, int room, int day);
    }

    private static void sell(WeakCategories question, int days, int rooms, long seed, Fate fate) {
        Random random = new Random(seed);
        for (int day = 0; day < days; day++) {
            double evening = Math.exp(0.2 * random.nextGaussian());
            for (String category : CATEGORIES) {
                for (int room = 0; room < rooms; room++) {
                    double entries = 400 + random.nextInt(400);
                    double mean = 0.03
                            * evening
                            * Math.exp(0.2 * random.nextGaussian())
                            * fate.of(category, room, day)
                            * entries;
                    double orders = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
                    question.add(sales(place(category + room, category), at(day, 20), entries, orders));
                }
            }
        }
    }

    private List<WeakCategory> items() {
        return question.insight(null).items().stream()
                .map(WeakCategory.class::cast)
                .toList();
    }

    @Test
    void findsTheCategoryThatConvertsBadlyEveningAfterEvening() {
        sell(question, 28, 3, 1, (category, room, day) -> category.equals("toys") ? 0.5 : 1);
        List<WeakCategory> found =
                items().stream().filter(WeakCategory::finding).toList();
        assertEquals(1, found.size(), found::toString);
        WeakCategory toys = found.get(0);
        assertEquals("toys", toys.category());
        assertEquals("ID", toys.market());
        assertEquals(Conclusion.PERSISTENT, toys.standing());
        assertEquals(0.5, toys.others().ratio(), 0.1);
        assertTrue(toys.others().low() < 0.5 && toys.others().high() > 0.45, toys::toString);
        assertTrue(toys.others().shrunken() >= toys.others().ratio() * 0.99, toys::toString);
        assertEquals(28, toys.others().evenings());
    }

    @Test
    void oneThatShinesMakesNoOtherBad() {
        sell(question, 28, 2, 2, (category, room, day) -> category.equals("beauty") ? 4 : 1);
        assertEquals(List.of(), items().stream().filter(WeakCategory::finding).toList());
    }

    @Test
    void oneBadEveningIsNotPersistent() {
        sell(question, 14, 3, 3, (category, room, day) -> category.equals("food") && day == 5 ? 0.01 : 1);
        assertEquals(List.of(), items().stream().filter(WeakCategory::finding).toList());
    }

    @Test
    void oneBadHostIsNotTheCategory() {
        sell(question, 28, 3, 4, (category, room, day) -> category.equals("toys") && room == 1 ? 0.05 : 1);
        WeakCategory toys = items().stream()
                .filter(item -> item.category().equals("toys"))
                .findFirst()
                .orElseThrow();
        assertEquals(Conclusion.ONE_ROOM_DRIVES_IT, toys.standing(), toys::toString);
    }

    /** Who sells at weekends only is not compared with who sells on other days, when everybody sells less. */
    @Test
    void isNotComparedWithOtherEvenings() {
        for (int day = 0; day < 56; day++) {
            boolean weekend = day % 7 >= 4;
            String category = weekend ? "beauty" : "toys";
            question.add(sales(place(category, category), at(day, 20), 2_000, weekend ? 90 : 60));
        }
        assertEquals(List.of(), items());
        String why = question.insight(null).unsaid().get(0).why().en();
        assertTrue(why.startsWith("2 categories were never") && why.contains("56 evenings"), why);
    }

    @Test
    void saysWhatItCannotSay() {
        sell(question, 4, 1, 5, (category, room, day) -> category.equals("toys") ? 0.2 : 1);
        assertTrue(items().stream().allMatch(item -> item.standing() == Conclusion.TOO_LITTLE));
        assertTrue(question.insight(null).unsaid().stream()
                .anyMatch(one -> one.code().equals("TOO_LITTLE")));
    }

    @Test
    void findsNothingInNoise() {
        int pasts = 400;
        int wrong = 0;
        for (int past = 0; past < pasts; past++) {
            WeakCategories noise = new WeakCategories(new RoomCalendar(null));
            sell(noise, 6 + past % 30, 1 + past % 3, past, (category, room, day) -> 1);
            wrong += noise.insight(null).findings() > 0 ? 1 : 0;
        }
        assertTrue(wrong <= pasts * 0.05, wrong + " of " + pasts);
    }
}
