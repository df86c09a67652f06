package dev.livedoctor.ruleset;

import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the attributes that a snapshot implies: what the hour is where the audience lives, and whose language is spoken. */
final class DerivedAttributes {
    /** Where people are off on Friday and Saturday (Unicode CLDR, weekendData). */
    private static final Set<String> FRIDAY_OFF =
            Set.of("BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE");

    private DerivedAttributes() {}

    /** The attributes of {@code snapshot} with those that follow from them; what is given stays as it is. */
    static Map<String, Object> complete(MetricSnapshot snapshot) {
        Map<String, Object> all = new HashMap<>(snapshot.attributes());
        if (all.get(WellKnown.TIMEZONE) instanceof String zone) {
            try {
                ZonedDateTime start = snapshot.window().start().atZone(ZoneId.of(zone));
                int hour = start.getHour();
                all.putIfAbsent("room.local_hour", (double) hour);
                all.putIfAbsent(
                        "room.day_part", dayPart(hour, isDayOff(start.getDayOfWeek(), all.get(WellKnown.MARKET))));
                all.putIfAbsent("peak", hour >= 19 && hour < 23);
            } catch (DateTimeException e) {
                // A zone that nobody knows gives no local hour; the text itself stays.
            }
        }
        if (all.get("room.language") instanceof String host
                && all.get("room.audience_language") instanceof String audience) {
            all.putIfAbsent("room.language_differs", !language(host).equals(language(audience)));
        }
        return all;
    }

    private static boolean isDayOff(DayOfWeek day, @Nullable Object market) {
        return day == DayOfWeek.SATURDAY
                || day == (FRIDAY_OFF.contains(String.valueOf(market)) ? DayOfWeek.FRIDAY : DayOfWeek.SUNDAY);
    }

    private static String dayPart(int hour, boolean dayOff) {
        if (hour >= 1 && hour < 7) {
            return "night";
        }
        if (hour >= 19 && hour < 23) {
            return "prime";
        }
        return hour >= 8 && hour < 18 && !dayOff ? "work" : "other";
    }

    /** The language of a BCP 47 tag, whatever the script and the country. */
    static String language(String tag) {
        return Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }
}
