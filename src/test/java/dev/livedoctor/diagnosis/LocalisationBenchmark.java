package dev.livedoctor.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * Measures {@link Localiser} on labelled cases of real rooms, beside three simple rankings.
 *
 * <p>The one argument is the path of a gzipped file of JSON lines, each with {@code id}, {@code request} (a snapshot
 * with slices) and {@code scopes} (the labelled causes). A prediction is right where its pairs equal a labelled scope.
 */
public final class LocalisationBenchmark {
    private static final List<Double> DISCOUNTS = List.of(1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6);

    private LocalisationBenchmark() {}

    /** A labelled minute of a room. {@code baselineViewers} is aligned with the leaves. */
    record Case(
            String room,
            List<Leaf> leaves,
            List<Double> baselineViewers,
            double viewers,
            double stallRatio,
            double usualRatio,
            List<Scope> labels) {}

    /** Viewers, stalling viewers, usual stall ratio of a combination of pairs. */
    private record Sums(Scope scope, double viewers, double stalling, double usualRatio) {
        double excess() {
            return stalling - usualRatio * viewers;
        }
    }

    /** Places of the labels in a ranking, 0 the best. */
    private record Outcome(String room, List<Integer> places) {
        boolean any(int top) {
            return places.stream().anyMatch(place -> place < top);
        }

        boolean strict(int top) {
            return places.stream().allMatch(place -> place < top);
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<Case> cases = read(Path.of(arguments[0]));
        System.out.printf(
                "%d cases, %d rooms%n%n",
                cases.size(), cases.stream().map(Case::room).distinct().count());
        System.out.println(
                "ranking                            any slice: Top-1 Top-3 Top-5   strict: Top-1 Top-3 Top-5");
        print("biggest single value", outcomes(cases, each -> simple(each, 1, LocalisationBenchmark::biggest)));
        print(
                "coverage minus traffic share",
                outcomes(cases, each -> simple(each, 3, LocalisationBenchmark::coverage)));
        print("binomial z", outcomes(cases, each -> simple(each, 3, LocalisationBenchmark::binomial)));
        print("Localiser", outcomes(cases, each -> scopes(blames(each))));
        print("Localiser, each scope with its closure", outcomes(cases, each -> names(blames(each))));
        System.out.println();
        crossValidate(cases, "scopes", LocalisationBenchmark::scopes);
        System.out.println();
        crossValidate(cases, "with closures", LocalisationBenchmark::names);
        System.out.println();
        time(cases);
    }

    private static List<Blame> blames(Case each) {
        return Localiser.localise(each.leaves(), each.usualRatio());
    }

    private static List<Scope> scopes(List<Blame> blames) {
        return blames.stream().map(Blame::scope).toList();
    }

    /** The same answer, each scope followed by the longer name of the same viewers where there is one. */
    private static List<Scope> names(List<Blame> blames) {
        return blames.stream()
                .flatMap(blame -> blame.names().stream())
                .distinct()
                .limit(Localiser.LIMIT)
                .toList();
    }

    /** Leave one room out: the discount that does best on the other rooms answers for this one. */
    private static void crossValidate(List<Case> cases, String kind, Function<List<Blame>, List<Scope>> answer) {
        Map<Double, List<Outcome>> byDiscount = new TreeMap<>(Comparator.reverseOrder());
        for (double discount : DISCOUNTS) {
            List<Outcome> outcomes = outcomes(
                    cases, each -> answer.apply(Localiser.localise(each.leaves(), each.usualRatio(), discount)));
            byDiscount.put(discount, outcomes);
            print(kind + ", pair discount " + discount, outcomes);
        }
        List<Outcome> heldOut = new ArrayList<>();
        Map<Double, Long> chosen = new TreeMap<>();
        for (String room : cases.stream().map(Case::room).distinct().toList()) {
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
        print(kind + ", cross-validated by room", heldOut);
        System.out.println("discount chosen for so many rooms: " + chosen);
    }

    private static void time(List<Case> cases) {
        for (int warmUp = 0; warmUp < 20; warmUp++) {
            cases.forEach(LocalisationBenchmark::blames);
        }
        List<Double> millis = cases.stream()
                .map(each -> {
                    long start = System.nanoTime();
                    blames(each);
                    return (System.nanoTime() - start) / 1e6;
                })
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "ms per case: median %.2f, longest %.2f (at most %d leaves)%n",
                millis.get(millis.size() / 2),
                millis.get(millis.size() - 1),
                cases.stream().mapToInt(each -> each.leaves().size()).max().orElse(0));
    }

    private static List<Outcome> outcomes(List<Case> cases, Function<Case, List<Scope>> ranking) {
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
        String figures = Stream.<Function<Integer, Double>>of(
                        top -> share(outcomes.stream().filter(o -> o.any(top)).count(), outcomes),
                        top -> share(
                                outcomes.stream().filter(o -> o.strict(top)).count(), outcomes))
                .map(figure ->
                        String.format(Locale.ROOT, "%.3f %.3f %.3f", figure.apply(1), figure.apply(3), figure.apply(5)))
                .collect(Collectors.joining("           "));
        System.out.printf("%-45s %s%n", name, figures);
    }

    private static double share(long count, List<?> all) {
        return (double) count / all.size();
    }

    private static List<Scope> simple(Case each, int maxPairs, ToDoubleBiFunction<Case, Sums> score) {
        Map<Scope, double[]> sums = new HashMap<>();
        for (int i = 0; i < each.leaves().size(); i++) {
            Leaf leaf = each.leaves().get(i);
            double usualViewers = each.baselineViewers().get(i);
            for (Scope scope : combinations(List.copyOf(new TreeMap<>(leaf.dimensions()).entrySet()), maxPairs)) {
                double[] sum = sums.computeIfAbsent(scope, unseen -> new double[4]);
                sum[0] += leaf.population();
                sum[1] += leaf.bad();
                if (usualViewers > 0) {
                    sum[2] += leaf.expected() / leaf.population() * usualViewers;
                    sum[3] += usualViewers;
                }
            }
        }
        return sums.entrySet().stream()
                .map(entry -> {
                    double[] sum = entry.getValue();
                    return new Sums(entry.getKey(), sum[0], sum[1], sum[3] > 0 ? sum[2] / sum[3] : each.usualRatio());
                })
                .sorted(Comparator.comparingDouble((Sums candidate) -> score.applyAsDouble(each, candidate))
                        .reversed()
                        .thenComparing(Sums::scope))
                .map(Sums::scope)
                .limit(Localiser.LIMIT)
                .toList();
    }

    private static List<Scope> combinations(List<Map.Entry<String, String>> pairs, int maxPairs) {
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

    private static double biggest(Case each, Sums sums) {
        return sums.excess();
    }

    private static double coverage(Case each, Sums sums) {
        double room = (each.stallRatio() - each.usualRatio()) * each.viewers();
        double coverage = Math.min(Math.max(sums.excess() / room, 0), 1);
        return (coverage - sums.viewers() / each.viewers())
                * Math.pow(0.95, sums.scope().dimensions().size() - 1);
    }

    private static double binomial(Case each, Sums sums) {
        double p = Math.min(Math.max(sums.usualRatio(), 0.001), 0.999);
        return sums.excess()
                / Math.sqrt(sums.viewers() * p * (1 - p) + 1)
                * Math.pow(0.85, sums.scope().dimensions().size() - 1);
    }

    private static List<Case> read(Path path) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                cases.add(labelled(json.readTree(line)));
            }
        }
        return cases;
    }

    private static Case labelled(JsonNode row) {
        JsonNode request = row.get("request");
        List<Leaf> leaves = new ArrayList<>();
        List<Double> baselineViewers = new ArrayList<>();
        for (JsonNode slice : request.get("slices")) {
            double viewers = slice.path("metrics").path("audience.viewers").asDouble();
            double usual = slice.path("baseline").path("playback.stall_ratio").asDouble(Double.NaN);
            double stalling = slice.path("metrics").path("playback.stall_ratio").asDouble() * viewers;
            leaves.add(new Leaf(strings(slice.get("dimensions")), viewers, stalling, usual * viewers));
            baselineViewers.add(slice.path("baseline").path("audience.viewers").asDouble());
        }
        return new Case(
                request.get("room").asText(),
                leaves,
                baselineViewers,
                request.path("metrics").path("audience.viewers").asDouble(),
                request.path("metrics").path("playback.stall_ratio").asDouble(),
                request.path("baseline").path("playback.stall_ratio").asDouble(),
                StreamSupport.stream(row.get("scopes").spliterator(), false)
                        .map(scope -> Scope.of(strings(scope)))
                        .toList());
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new HashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }
}
