package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Blame;
import dev.livedoctor.diagnosis.Grid;
import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Measures on labelled cases of real rooms how often the scopes that a report names are right, beside the localiser alone and three simple
 * rankings, and how long 5,000 slices take. The one argument is the file, see {@link LabelledCase#read}.
 */
public final class LocalisationBenchmark {
    private static final List<Double> DISCOUNTS = List.of(1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6);
    private static final List<Integer> TOPS = List.of(1, 3, 5);
    private static final int ROUNDS = 15;
    /** All runs in one thread, and other processes do not count. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private LocalisationBenchmark() {}

    /** Places of the labels in a ranking, 0 the best. A prediction is right where its pairs equal a label: no pair more, no pair less. */
    private record Outcome(String room, List<Integer> places) {
        boolean any(int top) {
            return places.stream().anyMatch(place -> place < top);
        }

        boolean strict(int top) {
            return places.stream().allMatch(place -> place < top);
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<LabelledCase> cases = LabelledCase.read(Path.of(arguments[0]));
        System.out.printf(
                "%d cases, %d rooms%n%n",
                cases.size(), cases.stream().map(LabelledCase::room).distinct().count());
        System.out.println("ranking                       any slice: Top-1 Top-3 Top-5   strict: Top-1 Top-3 Top-5");
        for (SimpleRanking simple : SimpleRanking.values()) {
            print(simple.name().toLowerCase(Locale.ROOT).replace('_', ' '), outcomes(cases, simple::rank));
        }
        print("localiser alone", outcomes(cases, each -> alone(new Localiser(), each)));
        print("report", outcomes(cases, each -> NamedScopes.of(Shipped.ruleset().diagnose(each.snapshot()))));
        System.out.println();
        if (System.getProperty("skip") == null) crossValidate(cases);
        System.out.println();
        time();
    }

    private static List<Scope> alone(Localiser localiser, LabelledCase each) {
        return localise(localiser, each.leaves(), each.usualRatio()).stream()
                .map(Blame::scope)
                .toList();
    }

    private static List<Blame> localise(Localiser localiser, List<Leaf> leaves, double usualRate) {
        return localiser.localise(
                Grid.of(leaves.stream().map(Leaf::dimensions).toList(), dimension -> dimension), leaves, usualRate);
    }

    /** Leave one room out: the discount that does best on the other rooms answers for this one. */
    private static void crossValidate(List<LabelledCase> cases) {
        Map<Double, List<Outcome>> byDiscount = new TreeMap<>(Comparator.reverseOrder());
        for (double discount : DISCOUNTS) {
            Ruleset ruleset = Shipped.ruleset().with(new Localiser(discount));
            byDiscount.put(discount, outcomes(cases, each -> NamedScopes.of(ruleset.diagnose(each.snapshot()))));
            print("report, pair discount " + discount, byDiscount.get(discount));
        }
        List<Outcome> heldOut = new ArrayList<>();
        Map<Double, Long> chosen = new TreeMap<>();
        for (String room : cases.stream().map(LabelledCase::room).distinct().toList()) {
            double best = byDiscount.entrySet().stream()
                    .max(Comparator.comparingLong(entry -> entry.getValue().stream()
                            .filter(outcome -> !outcome.room().equals(room))
                            .mapToLong(outcome -> (outcome.any(1) ? 1 : 0) + (outcome.any(3) ? 1 : 0))
                            .sum()))
                    .orElseThrow()
                    .getKey();
            chosen.merge(best, 1L, Long::sum);
            byDiscount.get(best).stream()
                    .filter(outcome -> outcome.room().equals(room))
                    .forEach(heldOut::add);
        }
        print("report, cross-validated by room", heldOut);
        System.out.println("discount chosen for so many rooms: " + chosen);
    }

    private static void time() {
        System.out.println("CPU ms for 5,000 slices       localiser: median longest   whole diagnosis: median longest");
        for (int dimensions : List.of(1, 3, 5, 8, 12)) {
            PlantedTable table = PlantedTable.ofSize(5000, dimensions);
            List<Leaf> leaves = table.leaves();
            MetricSnapshot snapshot = table.snapshot();
            System.out.printf(
                    Locale.ROOT,
                    "%-39s %s                    %s%n",
                    dimensions + " dimensions",
                    millis(() -> localise(new Localiser(), leaves, Double.NaN)),
                    millis(() -> Shipped.ruleset().diagnose(snapshot)));
        }
    }

    private static String millis(Runnable run) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            run.run();
            millis.add((CLOCK.getCurrentThreadCpuTime() - start) / 1e6);
        }
        List<Double> warm = millis.subList(ROUNDS, 2 * ROUNDS).stream().sorted().toList();
        return String.format(Locale.ROOT, "%6.1f %6.1f", warm.get(ROUNDS / 2), warm.get(ROUNDS - 1));
    }

    private static List<Outcome> outcomes(List<LabelledCase> cases, Function<LabelledCase, List<Scope>> ranking) {
        return cases.stream()
                .map(each -> {
                    List<Scope> ranked = ranking.apply(each);
                    return new Outcome(
                            each.room(),
                            each.labels().stream()
                                    .map(ranked::indexOf)
                                    .map(place -> place < 0 ? Integer.MAX_VALUE : place)
                                    .toList());
                })
                .toList();
    }

    private static void print(String name, List<Outcome> outcomes) {
        System.out.printf(
                "%-40s %s           %s%n",
                name, shares(outcomes, top -> o -> o.any(top)), shares(outcomes, top -> o -> o.strict(top)));
    }

    private static String shares(List<Outcome> outcomes, Function<Integer, Predicate<Outcome>> right) {
        return TOPS.stream()
                .map(right)
                .map(isRight -> (double) outcomes.stream().filter(isRight).count() / outcomes.size())
                .map(share -> String.format(Locale.ROOT, "%.3f", share))
                .collect(Collectors.joining(" "));
    }
}
