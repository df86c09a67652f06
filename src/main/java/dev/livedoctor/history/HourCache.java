package dev.livedoctor.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was computed for a name and an hour; of each name the last few hours, of all names those that were asked for last. */
final class HourCache<T> {
    private static final int MOST_NAMES = 10_000;
    /** Late windows come for hours before the one that is on. */
    private static final int MOST_HOURS = 3;

    private final Map<String, Hours<T>> names = bounded(MOST_NAMES);

    private static final class Hours<T> {
        private final Map<Long, T> values = bounded(MOST_HOURS);
        private volatile long latest = Long.MIN_VALUE;
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(4, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What is there, or what {@code load} makes: others who ask for the same name wait for it. */
    T get(String name, long hour, Supplier<T> load) {
        Hours<T> hours;
        synchronized (names) {
            hours = names.computeIfAbsent(name, any -> new Hours<>());
        }
        synchronized (hours) {
            hours.latest = Math.max(hours.latest, hour);
            T value = hours.values.get(hour);
            if (value == null) {
                value = load.get();
                hours.values.put(hour, value);
            }
            return value;
        }
    }

    /** Forgets a name that something was computed of for {@code hour} or later. It does not wait for computations under way. */
    void forget(String name, long hour) {
        synchronized (names) {
            Hours<T> hours = names.get(name);
            if (hours != null && hours.latest >= hour) {
                names.remove(name);
            }
        }
    }
}
