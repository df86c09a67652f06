package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the smallest combinations of dimension values that explain an anomaly.
 *
 * <p>Kulldorff's scan statistic (1997), over combinations of dimension values instead of circles on a map: the gain of a
 * scope is the log-likelihood ratio, counts being Poisson, of "here the usual counts rose by a factor of their own"
 * against "they rose alike everywhere". So a room-wide fault blames nobody. docs/adr/0002-localisation.md says what was
 * measured.
 */
public final class Localiser {
    /** At most so many scopes are blamed. */
    public static final int LIMIT = 5;
    /** Pairs of the longest scope that is looked at. */
    private static final int MAX_PAIRS = 3;
    /** What a gain is worth for each pair beyond the first: a whole goes before its worst part. Tuned, see the ADR. */
    private static final double PAIR_DISCOUNT = 0.7;
    /** The chance that a healthy table blames anyone, over all its candidates (Bonferroni). */
    private static final double FALSE_ALARM = 0.01;
    /** In big rooms trifles are significant: a scope less than a fifth above the rest counts as normal. */
    private static final double MIN_LIFT = 1.2;
    /** Nats that make one scope a better explanation than another: twenty to one. */
    private static final double STRONG = Math.log(20);
    /** Share of the first score below which no other name of it is given, and a second fault does not go before those. */
    private static final double RUNNER_UP = 0.05;
    /** Standard deviations from which leaves scatter by more than counts do. */
    private static final double SCATTER = 3;
    /** Weight of the usual rate of all in a scope's own, as a population: the sample guard of the contract. */
    private static final double PRIOR_POPULATION = 25;

    private Localiser() {}

    /** As {@link #localise(List, double)} where the room's usual rate is unknown. */
    public static List<Blame> localise(List<Leaf> leaves) {
        return localise(leaves, Double.NaN);
    }

    /**
     * The scopes to blame, best first; empty where none stands out against the rest.
     *
     * @param leaves tables of one or several dimensions; the leaves with the same dimension names make up a table
     * @param usualRate hit per exposed, usually and in the whole room, for tables without a baseline; NaN if unknown
     */
    public static List<Blame> localise(List<Leaf> leaves, double usualRate) {
        return localise(leaves, usualRate, PAIR_DISCOUNT);
    }

    /** With another discount, for its cross-validation. */
    static List<Blame> localise(List<Leaf> leaves, double usualRate, double pairDiscount) {
        Map<String, List<Leaf>> tables = new TreeMap<>();
        for (Leaf leaf : leaves) {
            if (leaf.population() > 0 && leaf.bad() >= 0 && !leaf.dimensions().isEmpty()) {
                String slice = String.join("+", new TreeSet<>(leaf.dimensions().keySet()));
                tables.computeIfAbsent(slice, name -> new ArrayList<>()).add(leaf);
            }
        }
        Map<Scope, Blame> best = new HashMap<>();
        for (List<Leaf> table : tables.values()) {
            for (Blame blame : new Table(table, usualRate, pairDiscount).blames()) {
                best.merge(blame.scope(), blame, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Blame::score).reversed().thenComparing(Blame::scope))
                .limit(LIMIT)
                .toList();
    }

    /** Nats won by a factor of its own for a part of a total; 0 where the part is as well as the rest, or is everything. */
    private static double gain(Count part, Count total) {
        Count rest = total.minus(part);
        if (rest.expected <= 1e-9 * total.expected || !part.exceeds(rest)) {
            return 0;
        }
        return part.nats() + rest.nats() - total.nats();
    }

    /** How many were hit, and how many usually would be. */
    private record Count(double population, double bad, double expected) {
        Count minus(Count part) {
            return new Count(population - part.population, Math.max(bad - part.bad, 0), expected - part.expected);
        }

        /** The usual count of few is mostly noise, so it is shrunk towards the rate of a total. */
        Count shrunkTo(Count total) {
            double weight = population / (population + PRIOR_POPULATION);
            double usual = total.expected / total.population * population;
            return new Count(population, bad, weight * expected + (1 - weight) * usual);
        }

        boolean exceeds(Count other) {
            return bad * other.expected > MIN_LIFT * other.bad * expected;
        }

        double nats() {
            return bad > 0 ? bad * Math.log(bad / expected) : 0;
        }
    }

    /** A scope under test: its dimension and value codes in turn, its leaves, its gain, and that after discount. */
    private record Candidate(int[] pairs, int[] leaves, Count count, double gain, double score) {
        /** Of equals the one with fewer pairs, then by name (codes are in the order of names). */
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.pairs.length)
                .thenComparing(Candidate::pairs, Arrays::compare);

        boolean contains(Candidate part) {
            return part.pairs.length > pairs.length && positions().allMatch(i -> part.has(pairs[i], pairs[i + 1]));
        }

        boolean sharesPair(Candidate other) {
            return positions().anyMatch(i -> other.has(pairs[i], pairs[i + 1]));
        }

        private boolean has(int dimension, int value) {
            return positions().anyMatch(i -> pairs[i] == dimension && pairs[i + 1] == value);
        }

        private IntStream positions() {
            return IntStream.iterate(0, i -> i < pairs.length, i -> i + 2);
        }
    }

    /** A leaf with its values as codes. */
    private record Row(int[] codes, double population, double bad, double expected) {
        /** One order for whatever order the leaves came in, so that sums are the same to the last bit. */
        static final Comparator<Row> CANONICAL = Comparator.comparing(Row::codes, Arrays::compare)
                .thenComparingDouble(Row::population)
                .thenComparingDouble(Row::bad)
                .thenComparingDouble(Row::expected);
    }

    /** All leaves of the same dimensions. */
    private static final class Table {
        private final double pairDiscount;
        private final String[] names;
        private final String[][] values;
        private final Row[] rows;
        private final int[] all;
        /** Otherwise the expected counts are known in proportion only. */
        private final boolean usualKnown;

        Table(List<Leaf> leaves, double usualRate, double pairDiscount) {
            this.pairDiscount = pairDiscount;
            names = new TreeSet<>(leaves.get(0).dimensions().keySet()).toArray(String[]::new);
            values = Arrays.stream(names)
                    .map(name -> leaves.stream()
                            .map(leaf -> leaf.dimensions().get(name))
                            .distinct()
                            .sorted())
                    .map(sorted -> sorted.toArray(String[]::new))
                    .toArray(String[][]::new);
            List<Leaf> known =
                    leaves.stream().filter(leaf -> leaf.expected() >= 0).toList();
            double tableRate = known.stream()
                            .mapToDouble(Leaf::expected)
                            .sorted()
                            .sum()
                    / known.stream().mapToDouble(Leaf::population).sorted().sum();
            double prior = tableRate > 0 ? tableRate : usualRate;
            usualKnown = prior > 0;
            rows = leaves.stream()
                    .map(leaf -> row(leaf, usualKnown ? prior : 1))
                    .sorted(Row.CANONICAL)
                    .toArray(Row[]::new);
            all = IntStream.range(0, rows.length).toArray();
        }

        private Row row(Leaf leaf, double prior) {
            int[] codes = IntStream.range(0, names.length)
                    .map(d -> Arrays.binarySearch(values[d], leaf.dimensions().get(names[d])))
                    .toArray();
            double own = leaf.expected() >= 0 && usualKnown ? leaf.expected() / leaf.population() : prior;
            return new Row(codes, leaf.population(), leaf.bad(), leaf.population() * own);
        }

        List<Blame> blames() {
            Scan scan = new Scan(all);
            List<Candidate> faults = new ArrayList<>();
            List<int[]> strata = new ArrayList<>();
            int[] rest = all;
            for (Scan next = scan; !next.found.isEmpty() && faults.size() < LIMIT; next = new Scan(rest)) {
                Candidate fault = next.best();
                // What shares a value with an earlier fault may be that fault under a wider name.
                if (faults.stream().anyMatch(fault::sharesPair)) {
                    break;
                }
                strata.add(fault.leaves);
                rest = Arrays.stream(rest)
                        .filter(leaf -> !holds(fault.pairs, leaf))
                        .toArray();
                faults.add(new Candidate(fault.pairs, leavesOf(fault.pairs), fault.count, fault.gain, fault.score));
            }
            strata.add(rest);
            double background = usualKnown ? 1 : count(rest).bad / count(rest).expected;
            List<Blame> blames = new ArrayList<>();
            double score = Double.POSITIVE_INFINITY;
            for (Candidate candidate : ranked(faults, scan, strata)) {
                score = Math.min(Math.nextDown(score), candidate.score);
                boolean fault = faults.stream().anyMatch(one -> Arrays.equals(one.leaves, candidate.leaves));
                blames.add(blame(candidate, fault, score, background));
            }
            return blames;
        }

        /** The faults, and other names that the first may have where the table does not settle which. */
        private List<Candidate> ranked(List<Candidate> faults, Scan scan, List<int[]> strata) {
            if (faults.isEmpty()) {
                return List.of();
            }
            Candidate first = faults.get(0);
            int leading = faults.size() > 1 && faults.get(1).score >= RUNNER_UP * first.score ? 2 : 1;
            boolean scattered = strata.stream().anyMatch(this::scattered);
            Stream<Candidate> names = scan.found.stream()
                    .filter(candidate -> candidate.score >= RUNNER_UP * first.score)
                    .filter(candidate -> scattered
                            || candidate.gain > first.gain - STRONG
                            || strata.stream().anyMatch(stratum -> standsOut(candidate, stratum, scan.bound)));
            List<Candidate> ranked = new ArrayList<>(faults.subList(0, leading));
            Stream.concat(faults.stream().skip(leading), names)
                    .sorted(Candidate.BEST_FIRST)
                    .filter(candidate -> ranked.stream().noneMatch(r -> Arrays.equals(r.leaves, candidate.leaves)))
                    .takeWhile(candidate -> ranked.size() < LIMIT)
                    .forEach(ranked::add);
            return ranked;
        }

        /** Whether the leaves of a stratum differ by more than counts do: Pearson's chi-square. */
        private boolean scattered(int[] stratum) {
            Count total = count(stratum);
            double chiSquare = 0;
            double freedom = -1;
            for (int leaf : stratum) {
                double mean = rows[leaf].expected * total.bad / total.expected;
                // The 1 keeps leaves that expect less than one hit from deciding.
                chiSquare += Math.pow(rows[leaf].bad - mean, 2) / (mean + 1);
                freedom += mean / (mean + 1);
            }
            return chiSquare - freedom > SCATTER * Math.sqrt(2 * Math.max(freedom, 1));
        }

        /** Whether the scope differs from the rest of a stratum, and so has something left to explain. */
        private boolean standsOut(Candidate candidate, int[] stratum, double bound) {
            int[] part = Arrays.stream(candidate.leaves)
                    .filter(leaf -> Arrays.binarySearch(stratum, leaf) >= 0)
                    .toArray();
            return gain(count(part).shrunkTo(count(stratum)), count(stratum)) > bound;
        }

        private Blame blame(Candidate candidate, boolean fault, double score, double background) {
            int[] in = candidate.leaves;
            Count here = count(in);
            Count room = count(all);
            double roomExcess = room.bad - room.expected * background;
            double coverage = roomExcess > 0 ? (here.bad - here.expected * background) / roomExcess : 1;
            int[] closure = IntStream.range(0, names.length)
                    .filter(d -> Arrays.stream(in).allMatch(leaf -> rows[leaf].codes[d] == rows[in[0]].codes[d]))
                    .flatMap(d -> IntStream.of(d, rows[in[0]].codes[d]))
                    .toArray();
            return new Blame(
                    scope(candidate.pairs),
                    score,
                    Math.min(Math.max(coverage, 0), 1),
                    here.population / room.population,
                    here.bad / here.population,
                    here.expected * background / here.population,
                    Math.sqrt(2 * candidate.gain),
                    !fault,
                    scope(closure),
                    equivalents(candidate, closure, 0, new int[0]));
        }

        /** The other choices of as many pairs from the closure that hold the same leaves. */
        private List<Scope> equivalents(Candidate candidate, int[] closure, int from, int[] chosen) {
            if (chosen.length == candidate.pairs.length) {
                boolean other = !Arrays.equals(chosen, candidate.pairs);
                return other && leavesOf(chosen).length == candidate.leaves.length ? List.of(scope(chosen)) : List.of();
            }
            List<Scope> scopes = new ArrayList<>();
            for (int i = from; i < closure.length; i += 2) {
                scopes.addAll(equivalents(candidate, closure, i + 2, append(chosen, closure[i], closure[i + 1])));
            }
            return scopes;
        }

        private Scope scope(int[] pairs) {
            Map<String, String> dimensions = new HashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                dimensions.put(names[pairs[i]], values[pairs[i]][pairs[i + 1]]);
            }
            return Scope.of(dimensions);
        }

        private int[] leavesOf(int[] pairs) {
            return Arrays.stream(all).filter(leaf -> holds(pairs, leaf)).toArray();
        }

        private boolean holds(int[] pairs, int leaf) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (rows[leaf].codes[pairs[i]] != pairs[i + 1]) {
                    return false;
                }
            }
            return true;
        }

        private Count count(int[] leaves) {
            double population = 0;
            double bad = 0;
            double expected = 0;
            for (int leaf : leaves) {
                population += rows[leaf].population;
                bad += rows[leaf].bad;
                expected += rows[leaf].expected;
            }
            return new Count(population, bad, expected);
        }

        private static int[] append(int[] pairs, int dimension, int value) {
            int[] longer = Arrays.copyOf(pairs, pairs.length + 2);
            longer[pairs.length] = dimension;
            longer[pairs.length + 1] = value;
            return longer;
        }

        /** Every combination of values among some leaves, each tested against the others of these leaves. */
        private final class Scan {
            private final Count total;
            private int tests;
            /** The gain from which a scope is significant among so many. */
            private final double bound;
            /** The significant scopes, best first. */
            private final List<Candidate> found = new ArrayList<>();
            /** Of each value of a dimension, while leaves are split by it: how many are to come, and into which part. */
            private final int[][] sizes =
                    Arrays.stream(values).map(known -> new int[known.length]).toArray(int[][]::new);

            private final int[][] places =
                    Arrays.stream(values).map(known -> new int[known.length]).toArray(int[][]::new);

            Scan(int[] leaves) {
                total = count(leaves);
                refine(leaves, 0, new int[0]);
                // By chance a gain exceeds g with less than exp(-g): the upper half of a chi-square of one degree at
                // 2g.
                bound = Math.log(Math.max(tests, 1) / FALSE_ALARM);
                found.removeIf(candidate -> candidate.gain < bound);
                found.sort(Candidate.BEST_FIRST);
            }

            /** The best scope that is not hollow. */
            Candidate best() {
                return found.stream()
                        .filter(candidate -> !hollow(candidate))
                        .findFirst()
                        .orElse(found.get(0));
            }

            /** Whether a part of it explains more than the whole does, and what is left of it is as well as the rest. */
            private boolean hollow(Candidate whole) {
                Count rest = total.minus(whole.count);
                return found.stream()
                        .anyMatch(part -> part.gain > whole.gain + STRONG
                                && whole.contains(part)
                                && !whole.count.minus(part.count).exceeds(rest));
            }

            private void refine(int[] leaves, int from, int[] pairs) {
                for (int d = from; d < names.length; d++) {
                    for (int[] part : split(leaves, d)) {
                        // A pair that takes no leaf away says nothing new, whatever else is added.
                        if (part.length < leaves.length) {
                            int[] longer = append(pairs, d, rows[part[0]].codes[d]);
                            test(longer, part);
                            if (longer.length < 2 * MAX_PAIRS && part.length > 1) {
                                refine(part, d + 1, longer);
                            }
                        }
                    }
                }
            }

            private void test(int[] pairs, int[] leaves) {
                tests++;
                Count count = count(leaves).shrunkTo(total);
                double gain = gain(count, total);
                if (gain > -Math.log(FALSE_ALARM)) {
                    double score = gain * Math.pow(pairDiscount, pairs.length / 2.0 - 1);
                    found.add(new Candidate(pairs, leaves, count, gain, score));
                }
            }

            /** The leaves by their value in a dimension. */
            private List<int[]> split(int[] leaves, int d) {
                for (int leaf : leaves) {
                    sizes[d][rows[leaf].codes[d]]++;
                }
                List<int[]> parts = new ArrayList<>();
                for (int leaf : leaves) {
                    int value = rows[leaf].codes[d];
                    if (places[d][value] == 0) {
                        parts.add(new int[sizes[d][value]]);
                        places[d][value] = parts.size();
                    }
                    int[] part = parts.get(places[d][value] - 1);
                    part[part.length - sizes[d][value]--] = leaf;
                    if (sizes[d][value] == 0) {
                        places[d][value] = 0;
                    }
                }
                return parts;
            }
        }
    }
}
