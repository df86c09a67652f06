package dev.livedoctor.ruleset;

import dev.livedoctor.snapshot.MetricSnapshot;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Computes the attributes that a snapshot implies: what the hour is where the audience lives, and whose language is spoken. */
final class DerivedAttributes {
    private DerivedAttributes() {}

    /** The attributes of {@code snapshot} with those that follow from them; what is given stays as it is. */
    static Map<String, Object> complete(MetricSnapshot snapshot) {
        Map<String, Object> all = new HashMap<>(snapshot.attributes());
        if (all.get("room.timezone") instanceof String zone) {
            try {
                int hour = snapshot.window().start().atZone(ZoneId.of(zone)).getHour();
                all.putIfAbsent("room.local_hour", (double) hour);
                all.putIfAbsent("room.day_part", dayPart(hour));
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

    private static String dayPart(int hour) {
        if (hour >= 1 && hour < 7) {
            return "night";
        }
        if (hour >= 19 && hour < 23) {
            return "prime";
        }
        return hour >= 8 && hour < 18 ? "work" : "other";
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }
}
