package dev.livedoctor.lookback;

import dev.livedoctor.lookback.Contrast.Evening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Groups of a family, such as the regions of the same rooms or the categories of a market, each against the others of its family at the
 * same time. The yardstick is the median of the others, and of two in the middle the worse: one group that shines makes no other one bad.
 */
final class Comparison {
    /** Units that are held at most, some 100 MB. */
    private static final int MOST_UNITS = 500_000;

    /** Groups with fewer expected events are no yardstick. */
    private static final double FEWEST_EVENTS = 5;

    private final boolean higherIsWorse;
    private final Map<Key, Group> groups = new TreeMap<>();
    private int units;

    record Key(String family, String group) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byFamily = family.compareTo(other.family);
            return byFamily == 0 ? group.compareTo(other.group) : byFamily;
        }
    }

    /** What a group had in a room: {@code exposure}, such as viewer-minutes, and {@code events} in it. */
    record Share(String group, String room, double exposure, double events) {}

    /**
     * How a group compares.
     *
     * @param exposure that it had
     * @param reference what the yardstick would have had of events, by exposure
     * @param eveningsWorse evenings on which it was worse than the yardstick
     * @param rooms that have it
     * @param roomsWorse rooms in which it was worse
     * @param withoutWorst the ratio without the room that speaks most against the group; not a number where there is only one
     * @param shrunken the ratio, drawn towards the others by as much as it is uncertain
     * @param q the rate of false discoveries at which it is one; not a number where too little is known to ask
     */
    record Compared(
            Key key,
            double exposure,
            double reference,
            Contrast contrast,
            int eveningsWorse,
            int rooms,
            int roomsWorse,
            double withoutWorst,
            double shrunken,
            double q) {
        double rate() {
            return contrast.observed() / exposure;
        }
    }

    private static final class Group {
        private final Map<Long, double[]> evenings = new HashMap<>();
        private final Map<String, double[]> rooms = new HashMap<>();
        private double exposure;
        private double events;
        private double base;

        double relative() {
            return events / base;
        }
    }

    Comparison(boolean higherIsWorse) {
        this.higherIsWorse = higherIsWorse;
    }

    /**
     * Adds what groups had at the same time.
     *
     * @param otherwise the rate to go by for a group that was alone; not a number where nothing can be said of it then
     */
    void add(String family, long evening, List<Share> shares, double otherwise) {
        Map<String, List<Share>> own = shares.stream()
                .filter(share -> share.exposure > 0)
                .collect(Collectors.groupingBy(Share::group, TreeMap::new, Collectors.toList()));
        double exposure = sum(shares, Share::exposure);
        double events = sum(shares, Share::events);
        boolean alone = own.size() == 1;
        double rate = alone ? otherwise : events / exposure;
        if (own.isEmpty() || Double.isNaN(rate)) {
            return;
        }
        own.forEach((name, members) -> {
            Group group = groups.computeIfAbsent(new Key(family, name), key -> new Group());
            double ownExposure = sum(members, Share::exposure);
            double others = alone ? events : events - sum(members, Share::events);
            for (Share share : members) {
                double expected = share.exposure * rate;
                group.exposure += share.exposure;
                group.events += share.events;
                group.base += expected;
                // What the others had tells of all rooms of the group at once: each gets its part of it.
                add(group.evenings, evening, share.events, expected, others * share.exposure / ownExposure);
                add(group.rooms, share.room, share.events, expected, 0);
            }
        });
    }

    private static double sum(List<Share> shares, ToDoubleFunction<Share> part) {
        return shares.stream().mapToDouble(part).sum();
    }

    private <K> void add(Map<K, double[]> sums, K key, double events, double expected, double reference) {
        double[] sum = sums.computeIfAbsent(key, any -> {
            if (++units > MOST_UNITS) {
                throw new TooMuchException(MOST_UNITS);
            }
            return new double[3];
        });
        sum[0] += events;
        sum[1] += expected;
        sum[2] += reference;
    }

    /** All groups that have others to be compared with, by family and name. */
    List<Compared> results() {
        List<Compared> results = new ArrayList<>();
        groups.forEach((key, group) -> {
            double yardstick = yardstick(key);
            if (!Double.isNaN(yardstick)) {
                results.add(compare(key, group, yardstick));
            }
        });
        double[] p = results.stream()
                .map(Compared::contrast)
                .filter(Contrast::isAsked)
                .mapToDouble(Contrast::p)
                .toArray();
        double[] q = Discoveries.adjusted(p);
        Shrinkage shrinkage = Shrinkage.of(results);
        List<Compared> finished = new ArrayList<>();
        int asked = 0;
        for (Compared one : results) {
            finished.add(new Compared(
                    one.key,
                    one.exposure,
                    one.reference,
                    one.contrast,
                    one.eveningsWorse,
                    one.rooms,
                    one.roomsWorse,
                    one.withoutWorst,
                    shrinkage.shrunken(one),
                    one.contrast.isAsked() ? q[asked++] : Double.NaN));
        }
        return finished;
    }

    /** How many groups there are, comparable or not. */
    int size() {
        return groups.size();
    }

    /** The median of the others; of two in the middle the worse. Not a number where there are none. */
    private double yardstick(Key key) {
        double[] others = groups.entrySet().stream()
                .filter(one ->
                        one.getKey().family.equals(key.family) && !one.getKey().equals(key))
                .filter(one -> one.getValue().base >= FEWEST_EVENTS)
                .mapToDouble(one -> one.getValue().relative())
                .sorted()
                .toArray();
        if (others.length == 0) {
            return Double.NaN;
        }
        double median = others[higherIsWorse ? others.length / 2 : (others.length - 1) / 2];
        // Others without any event are no yardstick to divide by.
        return median == 0 ? Double.NaN : median;
    }

    private Compared compare(Key key, Group group, double yardstick) {
        List<Evening> evenings = group.evenings.values().stream()
                .map(one -> new Evening(one[0], one[1] * yardstick, one[2]))
                .toList();
        int eveningsWorse = (int) group.evenings.values().stream()
                .filter(one -> isWorse(one, yardstick))
                .count();
        int roomsWorse = (int) group.rooms.values().stream()
                .filter(one -> isWorse(one, yardstick))
                .count();
        double[] worst = group.rooms.values().stream()
                .max((one, other) -> Double.compare(excess(one, yardstick), excess(other, yardstick)))
                .orElseThrow();
        double left = (group.base - worst[1]) * yardstick;
        return new Compared(
                key,
                group.exposure,
                group.base * yardstick / group.exposure,
                Contrast.of(evenings, higherIsWorse),
                eveningsWorse,
                group.rooms.size(),
                roomsWorse,
                group.rooms.size() < 2 || left <= 0 ? Double.NaN : (group.events - worst[0]) / left,
                Double.NaN,
                Double.NaN);
    }

    private boolean isWorse(double[] sum, double yardstick) {
        return excess(sum, yardstick) > 0;
    }

    private double excess(double[] sum, double yardstick) {
        double more = sum[0] - sum[1] * yardstick;
        return higherIsWorse ? more : -more;
    }
}
