package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The slices of a made-up room with the noise of real ones, and the scopes that were made ill in it. */
record PlantedTable(List<Cell> cells, Set<Scope> faults, Measure measure) {
    private static final Instant END = Instant.parse("2026-11-22T13:05:00Z");
    private static final List<String> NAMES = List.of(
            "region",
            "isp",
            "cdn_node",
            "device",
            "app_version",
            "rendition",
            "平台",
            "城市",
            "Gerät",
            "x",
            "コーデック",
            "lane");
    /** A fault that fewer viewers have, or nearly everyone, is another question. */
    private static final double LEAST_SHARE = 0.04;

    private static final double MOST_SHARE = 0.5;
    private static final int LEAST_VIEWERS = 200;

    /** What is measured in each slice, and what a fault does to it. */
    enum Measure {
        STALLS("playback.stall_ratio", 0.012, 0.2),
        STALLS_WITHOUT_BASELINE("playback.stall_ratio", 0.012, 0.2),
        RETENTION("audience.retention_60s_ratio", 0.5, 0.15),
        VIEWERS("audience.viewers", 1, 0.4),
        EXITS("audience.exits", 0.06, 0.3),
        FIRST_FRAME("playback.first_frame_ms", 700, 6000);

        private final String metric;
        private final double usual;
        private final double ill;

        Measure(String metric, double usual, double ill) {
            this.metric = metric;
            this.usual = usual;
            this.ill = ill;
        }
    }

    /** A leaf of the room: its viewers and what was measured. */
    record Cell(Map<String, String> dimensions, double viewers, double value, double usual) {}

    /** A table with faults of so many pairs each, found with {@code random}; the name of each fault is the only one that fits. */
    static PlantedTable random(Random random, Measure measure, int... pairs) {
        while (true) {
            int dimensions = Math.max(2, IntStream.of(pairs).max().orElse(1)) + random.nextInt(3);
            Map<Map<String, String>, Double> viewers = viewers(random, dimensions, 6);
            List<Scope> faults = new ArrayList<>();
            for (int size : pairs) {
                faults.add(scope(random, viewers, size));
            }
            if (faults.stream().allMatch(fault -> fits(fault, faults, viewers))) {
                return of(random, viewers, faults, measure);
            }
        }
    }

    /** A table of about {@code slices} slices with one fault of two pairs, where there are two dimensions. */
    static PlantedTable ofSize(int slices, int dimensions) {
        Random random = new Random(dimensions);
        // Enough for several times as many combinations as slices.
        int least = (int) Math.ceil(Math.pow(4.0 * slices, 1.0 / dimensions));
        int[] values = random.ints(dimensions, least, least + 20).toArray();
        Map<Map<String, String>, Double> viewers = new LinkedHashMap<>();
        while (viewers.size() < slices) {
            Map<String, String> leaf = new TreeMap<>();
            for (int d = 0; d < dimensions; d++) {
                leaf.put(NAMES.get(d), "v" + random.nextInt(values[d]));
            }
            viewers.put(leaf, 20.0 + random.nextInt(300));
        }
        return of(random, viewers, List.of(scope(random, viewers, Math.min(2, dimensions))), Measure.STALLS);
    }

    /** Most combinations of some values, each with its part of a room. */
    private static Map<Map<String, String>, Double> viewers(Random random, int dimensions, int mostValues) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        Map<Map<String, String>, Double> leaves = Map.of(Map.of(), 5_000 + 95_000 * random.nextDouble());
        for (String name : names.subList(0, dimensions)) {
            double[] weights =
                    random.doubles(2 + random.nextInt(mostValues - 1), 0.2, 1).toArray();
            double sum = Arrays.stream(weights).sum();
            Map<Map<String, String>, Double> longer = new LinkedHashMap<>();
            leaves.forEach((leaf, share) -> {
                for (int value = 0; value < weights.length; value++) {
                    Map<String, String> dimension = new TreeMap<>(leaf);
                    dimension.put(name, name.charAt(0) + "-" + value);
                    longer.put(dimension, share * weights[value] / sum);
                }
            });
            leaves = longer;
        }
        Map<Map<String, String>, Double> kept = new LinkedHashMap<>();
        leaves.forEach((leaf, share) -> {
            double viewers = Math.rint(share * Math.exp(0.3 * random.nextGaussian()));
            if (viewers >= 1 && random.nextInt(10) > 0) {
                kept.put(leaf, viewers);
            }
        });
        return kept;
    }

    private static Scope scope(Random random, Map<Map<String, String>, Double> viewers, int size) {
        List<Map<String, String>> leaves = List.copyOf(viewers.keySet());
        List<Map.Entry<String, String>> pairs =
                new ArrayList<>(leaves.get(random.nextInt(leaves.size())).entrySet());
        Collections.shuffle(pairs, random);
        Map<String, String> chosen = new TreeMap<>();
        pairs.subList(0, size).forEach(pair -> chosen.put(pair.getKey(), pair.getValue()));
        return Scope.of(chosen);
    }

    /** Whether a fault is big enough, apart from the others, and no other name fits it as well. */
    private static boolean fits(Scope fault, List<Scope> faults, Map<Map<String, String>, Double> viewers) {
        double all = viewers.values().stream().mapToDouble(Double::doubleValue).sum();
        double hit = in(fault, viewers);
        boolean apart = faults.stream()
                .filter(other -> other != fault)
                .allMatch(other -> Collections.disjoint(
                        other.dimensions().entrySet(), fault.dimensions().entrySet()));
        boolean needed = fault.dimensions().keySet().stream().allMatch(name -> {
            Map<String, String> wider = new TreeMap<>(fault.dimensions());
            wider.remove(name);
            return in(Scope.of(wider), viewers) > 1.5 * hit;
        });
        long leaves = viewers.keySet().stream().filter(fault::contains).count();
        boolean only = viewers.keySet().stream()
                .filter(fault::contains)
                .flatMap(leaf -> leaf.entrySet().stream())
                .filter(pair -> !fault.dimensions().entrySet().contains(pair))
                .distinct()
                .noneMatch(pair -> viewers.keySet().stream()
                                .filter(leaf ->
                                        fault.contains(leaf) && leaf.entrySet().contains(pair))
                                .count()
                        == leaves);
        return apart && needed && only && hit >= LEAST_VIEWERS && hit >= LEAST_SHARE * all && hit <= MOST_SHARE * all;
    }

    private static double in(Scope scope, Map<Map<String, String>, Double> viewers) {
        return viewers.entrySet().stream()
                .filter(leaf -> scope.contains(leaf.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static PlantedTable of(
            Random random, Map<Map<String, String>, Double> viewers, List<Scope> faults, Measure measure) {
        List<Cell> cells = new ArrayList<>();
        viewers.forEach((leaf, number) -> {
            double usual = measure.usual * (measure == Measure.VIEWERS ? 1 : Math.exp(0.1 * random.nextGaussian()));
            boolean ill = faults.stream().anyMatch(fault -> fault.contains(leaf));
            double rate = ill ? measure.ill : usual;
            double value = measure == Measure.FIRST_FRAME
                    ? rate * Math.exp(0.1 * random.nextGaussian())
                    : binomial(random, number, rate) / number;
            cells.add(new Cell(leaf, number, value, usual));
        });
        return new PlantedTable(cells, Set.copyOf(faults), measure);
    }

    private static double binomial(Random random, double n, double p) {
        double spread = n * p * (1 - p);
        if (spread > 30) {
            return Math.min(Math.max(Math.rint(n * p + Math.sqrt(spread) * random.nextGaussian()), 0), n);
        }
        return random.doubles((long) n).filter(draw -> draw < p).count();
    }

    /** The same room in one table for each dimension. */
    PlantedTable byDimension() {
        Map<Map<String, String>, double[]> sums = new LinkedHashMap<>();
        for (Cell cell : cells) {
            cell.dimensions().forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(Map.of(name, value), pair -> new double[3]);
                sum[0] += cell.viewers();
                sum[1] += cell.viewers() * cell.value();
                sum[2] += cell.viewers() * cell.usual();
            });
        }
        List<Cell> marginals = new ArrayList<>();
        sums.forEach((pair, sum) -> marginals.add(new Cell(pair, sum[0], sum[1] / sum[0], sum[2] / sum[0])));
        return new PlantedTable(marginals, faults, measure);
    }

    /** The leaves as the localiser takes them. */
    List<Leaf> leaves() {
        return cells.stream()
                .map(cell -> new Leaf(
                        cell.dimensions(),
                        cell.viewers(),
                        cell.viewers() * cell.value(),
                        cell.viewers() * cell.usual()))
                .toList();
    }

    /** The room as it is sent. */
    MetricSnapshot snapshot() {
        double viewers = 0;
        double value = 0;
        double usual = 0;
        Map<String, Double> fullest = new LinkedHashMap<>();
        for (Cell cell : cells) {
            fullest.merge(cell.dimensions().keySet().toString(), cell.viewers(), Double::sum);
            viewers += cell.viewers();
            value += cell.viewers() * cell.value();
            usual += cell.viewers() * cell.usual();
        }
        double room = Collections.max(fullest.values());
        return new MetricSnapshot(
                "planted",
                new Window(END.minusSeconds(60), END),
                metrics(room, value / viewers),
                Map.of(),
                baseline(room, usual / viewers),
                Map.of(),
                cells.stream()
                        .map(cell -> new Slice(
                                cell.dimensions(),
                                metrics(cell.viewers(), cell.value()),
                                baseline(cell.viewers(), cell.usual())))
                        .toList(),
                List.of());
    }

    private Map<String, Double> metrics(double viewers, double value) {
        return switch (measure) {
            case VIEWERS -> Map.of("audience.viewers", Math.rint(viewers * value));
            case EXITS -> Map.of("audience.viewers", viewers, "audience.exits", Math.rint(viewers * value));
            case RETENTION -> Map.of("audience.entries", viewers, measure.metric, value);
            default -> Map.of("audience.viewers", viewers, measure.metric, value);
        };
    }

    private Map<String, Double> baseline(double viewers, double usual) {
        return measure == Measure.STALLS_WITHOUT_BASELINE ? Map.of() : metrics(viewers, usual);
    }
}
