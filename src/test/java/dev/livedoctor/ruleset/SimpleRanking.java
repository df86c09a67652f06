package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/** What anybody would try first: all combinations of values, by one simple figure. */
enum SimpleRanking {
    BIGGEST_SINGLE_VALUE(1, (room, sums) -> sums.excess()),
    COVERAGE_MINUS_TRAFFIC_SHARE(
            3,
            (room, sums) -> (Math.min(Math.max(sums.excess() / room.excess(), 0), 1) - sums.viewers() / room.viewers())
                    * Math.pow(0.95, sums.pairs() - 1)),
    BINOMIAL_Z(3, (room, sums) -> {
        double p = Math.min(Math.max(sums.usualRatio(), 0.001), 0.999);
        return sums.excess() / Math.sqrt(sums.viewers() * p * (1 - p) + 1) * Math.pow(0.85, sums.pairs() - 1);
    });

    private final int maxPairs;
    private final ToDoubleBiFunction<LabelledCase, Sums> score;

    SimpleRanking(int maxPairs, ToDoubleBiFunction<LabelledCase, Sums> score) {
        this.maxPairs = maxPairs;
        this.score = score;
    }

    /** Viewers, stalling viewers, usual stall ratio of a combination of so many pairs. */
    private record Sums(int pairs, double viewers, double stalling, double usualRatio) {
        double excess() {
            return stalling - usualRatio * viewers;
        }
    }

    List<Scope> rank(LabelledCase room) {
        Map<Scope, double[]> sums = new HashMap<>();
        List<Leaf> leaves = room.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            double usualViewers = room.usualViewers().get(i);
            for (Scope scope : combinations(leaf)) {
                double[] sum = sums.computeIfAbsent(scope, unseen -> new double[4]);
                sum[0] += leaf.population();
                sum[1] += leaf.bad();
                if (usualViewers > 0) {
                    sum[2] += leaf.expected() / leaf.population() * usualViewers;
                    sum[3] += usualViewers;
                }
            }
        }
        Map<Scope, Double> scores = new HashMap<>();
        sums.forEach((scope, sum) -> {
            double usual = sum[3] > 0 ? sum[2] / sum[3] : room.usualRatio();
            scores.put(
                    scope, score.applyAsDouble(room, new Sums(scope.dimensions().size(), sum[0], sum[1], usual)));
        });
        return scores.entrySet().stream()
                .sorted(Map.Entry.<Scope, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(Localiser.LIMIT)
                .toList();
    }

    private List<Scope> combinations(Leaf leaf) {
        List<Map.Entry<String, String>> pairs = List.copyOf(new TreeMap<>(leaf.dimensions()).entrySet());
        List<Scope> combinations = new ArrayList<>();
        for (int bits = 1; bits < 1 << pairs.size(); bits++) {
            if (Integer.bitCount(bits) <= maxPairs) {
                Map<String, String> chosen = new HashMap<>();
                for (int i = 0; i < pairs.size(); i++) {
                    if ((bits >> i & 1) == 1) {
                        chosen.put(pairs.get(i).getKey(), pairs.get(i).getValue());
                    }
                }
                combinations.add(Scope.of(chosen));
            }
        }
        return combinations;
    }
}
