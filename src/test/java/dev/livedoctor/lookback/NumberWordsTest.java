package dev.livedoctor.lookback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumberWordsTest {
    private static final Pattern ONE_THINGS =
            Pattern.compile("\\b1 (hours|quarters|categories|regions|rooms|evenings|broadcasts|causes|dates)\\b");

    @Test
    void oneIsNoPlural() {
        StallHours hours = new StallHours(new RoomCalendar(null));
        hours.add(Past.hour(Past.place("one", "toys"), Past.at(0, 20), true));
        assertSingular(hours.insight());
        WeakCategories categories = new WeakCategories(new RoomCalendar(null));
        categories.add(Past.sales(Past.place("one", "toys"), Past.at(0, 20), 10, 1));
        assertSingular(categories.insight(null));
        assertEquals("1 hour", NumberWords.some(1, "hour", "hours"));
        assertEquals("2 hours", NumberWords.some(2, "hour", "hours"));
    }

    private static void assertSingular(Insight insight) {
        insight.unsaid()
                .forEach(one -> assertTrue(
                        !ONE_THINGS.matcher(one.why().en()).find(),
                        () -> one.why().en()));
    }
}
