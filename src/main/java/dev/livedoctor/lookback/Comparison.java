package dev.livedoctor.lookback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a family, such as the regions of the same rooms or the categories of a market, each against those that were there at the same
 * time. In every stratum, a room's hour or a market's evening, a group is held against the others only, never against a sum that has
 * itself in it; strata are weighted as Mantel and Haenszel do, so that one in which nearly everybody belongs to the group says little.
 *
 * <p>The others count as the median of them would: one that shines makes no other one bad. How they differ from each other comes from the
 * strata that they share (iterative proportional fitting); of two in the middle the one that makes the group look better is the yardstick.
 */
final class Comparison {
    /** Others with fewer events at the same time as the group are no yardstick. */
    private static final double FEWEST_EVENTS = 5;

    private static final int MOST_ROUNDS = 100;
    private static final double CLOSE_ENOUGH = 1e-4;

    private final Map<Key, Group> groups = new TreeMap<>();
    private final List<Stratum> strata = new ArrayList<>();
    private final MemoryBudget cells = new MemoryBudget(2 * MemoryBudget.USUAL);
    private int alone;

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
            RateRatio rateRatio,
            int eveningsWorse,
            int rooms,
            int roomsWorse,
            double withoutWorst,
            double shrunken,
            double q) {
        double rate() {
            return rateRatio.observed() / exposure;
        }

        private Compared with(double drawn, double adjusted) {
            return new Compared(
                    key,
                    exposure,
                    reference,
                    rateRatio,
                    eveningsWorse,
                    rooms,
                    roomsWorse,
                    withoutWorst,
                    drawn,
                    adjusted);
        }
    }

    /** Those who were there at the same time: the sums of a group, one after the other, and of each what its rooms had. */
    private record Stratum(
            long evening, Group[] groups, double[] exposure, double[] events, List<List<Share>> shares) {}

    private static final class Group {
        private final List<Stratum> strata = new ArrayList<>();
        /** How often it has events, as a multiple of what is usual in its strata. */
        private double effect = 1;

        private double events;
        private double base;
        /** Events at the same time as the group whose others are {@code among}. */
        private double meanwhile;

        private @Nullable List<Group> among;
    }

    /** Adds what groups had at the same time, on an evening. */
    void add(String family, long evening, List<Share> shares) {
        Map<String, List<Share>> own = new LinkedHashMap<>();
        for (Share share : shares) {
            if (share.exposure > 0) {
                own.computeIfAbsent(share.group, any -> new ArrayList<>()).add(share);
            }
        }
        Group[] all = own.keySet().stream()
                .map(name -> groups.computeIfAbsent(new Key(family, name), key -> new Group()))
                .toArray(Group[]::new);
        if (all.length < 2) {
            alone += all.length;
            return;
        }
        Stratum stratum = new Stratum(
                evening,
                all,
                own.values().stream()
                        .mapToDouble(members ->
                                members.stream().mapToDouble(Share::exposure).sum())
                        .toArray(),
                own.values().stream()
                        .mapToDouble(members ->
                                members.stream().mapToDouble(Share::events).sum())
                        .toArray(),
                List.copyOf(own.values()));
        strata.add(stratum);
        for (Group group : all) {
            cells.spend();
            group.strata.add(stratum);
        }
    }

    /** How many groups there are, comparable or not. */
    int size() {
        return groups.size();
    }

    /** How often a group was alone, which says nothing of it. */
    int alone() {
        return alone;
    }

    /** All groups that have others to be compared with, by family and name; {@code higherIsWorse} says which side is asked about. */
    List<Compared> results(boolean higherIsWorse) {
        fit();
        List<Compared> results = new ArrayList<>();
        groups.forEach((key, group) -> {
            Compared compared = compare(key, group, higherIsWorse);
            if (compared != null) {
                results.add(compared);
            }
        });
        double[] q = FalseDiscoveryRate.adjusted(
                results.stream().mapToDouble(one -> one.rateRatio.p()).toArray());
        Shrinkage shrinkage = Shrinkage.of(results);
        for (int i = 0; i < q.length; i++) {
            Compared one = results.get(i);
            results.set(i, one.with(shrinkage.shrunken(one), q[i]));
        }
        return results;
    }

    /** Finds how often each group has events where all strata are as one. */
    private void fit() {
        double moved = 1;
        for (int round = 0; round < MOST_ROUNDS && moved > CLOSE_ENOUGH; round++) {
            groups.values().forEach(group -> {
                group.events = 0;
                group.base = 0;
            });
            for (Stratum stratum : strata) {
                double expected = 0;
                double events = 0;
                for (int i = 0; i < stratum.groups.length; i++) {
                    expected += stratum.exposure[i] * stratum.groups[i].effect;
                    events += stratum.events[i];
                }
                for (int i = 0; i < stratum.groups.length; i++) {
                    stratum.groups[i].events += stratum.events[i];
                    stratum.groups[i].base += expected > 0 ? stratum.exposure[i] * events / expected : 0;
                }
            }
            moved = 0;
            for (Group group : groups.values()) {
                double effect = group.base > 0 ? group.events / group.base : group.effect;
                double most = Math.max(effect, group.effect);
                moved = most > 0 ? Math.max(moved, Math.abs(effect - group.effect) / most) : moved;
                group.effect = effect;
            }
        }
    }

    /** The effect of the median of those who were there at the same time; not a number if there were none. */
    private static double yardstick(Group group, boolean higherIsWorse) {
        List<Group> others = new ArrayList<>();
        for (Stratum stratum : group.strata) {
            for (int i = 0; i < stratum.groups.length; i++) {
                Group other = stratum.groups[i];
                if (other == group) {
                    continue;
                }
                if (other.among != others) {
                    other.among = others;
                    other.meanwhile = 0;
                    others.add(other);
                }
                other.meanwhile += stratum.events[i];
            }
        }
        double[] effects = others.stream()
                .filter(other -> other.meanwhile >= FEWEST_EVENTS)
                .mapToDouble(other -> other.effect)
                .sorted()
                .toArray();
        return effects.length == 0 ? Double.NaN : effects[(effects.length - (higherIsWorse ? 0 : 1)) / 2];
    }

    private static @Nullable Compared compare(Key key, Group group, boolean higherIsWorse) {
        double yardstick = yardstick(group, higherIsWorse);
        // Others without any event are no yardstick to divide by.
        if (!(yardstick > 0)) {
            return null;
        }
        WeightedSums all = new WeightedSums();
        Map<Long, WeightedSums> evenings = new HashMap<>();
        Map<String, WeightedSums> rooms = new HashMap<>();
        double exposure = 0;
        for (Stratum stratum : group.strata) {
            int own = Arrays.asList(stratum.groups).indexOf(group);
            double others = 0;
            for (int i = 0; i < stratum.groups.length; i++) {
                others += i == own ? 0 : stratum.exposure[i] * stratum.groups[i].effect / yardstick;
            }
            if (others <= 0) {
                continue;
            }
            double events = DoubleStream.of(stratum.events).sum() - stratum.events[own];
            double whole = stratum.exposure[own] + others;
            exposure += stratum.exposure[own];
            WeightedSums evening = evenings.computeIfAbsent(stratum.evening, any -> new WeightedSums());
            for (Share share : stratum.shares.get(own)) {
                // Mantel and Haenszel's weights, and the variance of Greenland and Robins.
                double observed = share.events * others / whole;
                double expected = share.exposure * events / whole;
                double variance = share.exposure * others * (stratum.events[own] + events) / (whole * whole);
                for (WeightedSums sums :
                        List.of(all, evening, rooms.computeIfAbsent(share.room, any -> new WeightedSums()))) {
                    sums.add(share.events, observed, expected, variance);
                }
            }
        }
        if (all.expected() <= 0) {
            return null;
        }
        RateRatio rateRatio = RateRatio.of(evenings.values(), higherIsWorse);
        WeightedSums worst = rooms.values().stream()
                .max((one, other) -> Double.compare(one.excess(higherIsWorse), other.excess(higherIsWorse)))
                .orElseThrow();
        double left = all.expected() - worst.expected();
        return new Compared(
                key,
                exposure,
                rateRatio.expected() / exposure,
                rateRatio,
                worse(evenings, higherIsWorse),
                rooms.size(),
                worse(rooms, higherIsWorse),
                rooms.size() < 2 || left <= 0 ? Double.NaN : (all.observed() - worst.observed()) / left,
                Double.NaN,
                Double.NaN);
    }

    private static int worse(Map<?, WeightedSums> parts, boolean higherIsWorse) {
        return (int) parts.values().stream()
                .filter(one -> one.excess(higherIsWorse) > 0)
                .count();
    }
}
