package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.WellKnown;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What only the snapshot as a whole can tell: what is missing, what stands still, whether the parts make the whole. */
final class DataQuality {
    /** The group of metrics that compare others with each other. */
    static final String GROUP = "data";
    /** Fewer common metrics than this cannot tell a gap from chance. */
    private static final int ENOUGH_TO_COMPARE = 8;
    /** Fewer counters than this stop by chance. */
    private static final int COUNTERS_TO_COMPARE = 4;
    /** A counter that usually reads less may well read zero. */
    private static final double A_LIVE_COUNTER = 20;

    /**
     * Shares of one count of which each thing is in one at most.
     *
     * @param name of the metric that tells their sum
     */
    private record Parts(String name, List<String> shares) {}

    private static final List<Parts> EXCLUSIVE = List.of(
            new Parts("data.bounce_and_stay", List.of("audience.bounce_ratio", "audience.retention_60s_ratio")),
            new Parts(
                    "data.payment_shares",
                    List.of(
                            "commerce.payment_success_ratio",
                            "commerce.payment_timeout_ratio",
                            "commerce.payment_decline_ratio")));

    private final Map<String, Metric> catalog;
    private final MetricSnapshot snapshot;

    DataQuality(Map<String, Metric> catalog, MetricSnapshot snapshot) {
        this.catalog = catalog;
        this.snapshot = snapshot;
    }

    /** Adds what can be told to {@code metrics}, which are the room's with those derived; what is given stays as it is. */
    void judge(Map<String, Double> metrics, SliceTables slices) {
        metrics.keySet().removeIf(this::comparesWithItself);
        compareNames(metrics);
        findStopped(metrics);
        findUnchanged(metrics);
        addUp(metrics);
        double viewers = metrics.getOrDefault(WellKnown.VIEWERS, Double.NaN);
        double parts = slices.viewersOfFullestTable() / viewers;
        if (Double.isFinite(parts)) {
            metrics.putIfAbsent("data.slices_to_total", parts);
        }
    }

    /** Whether it compares counts with a ratio that nobody gave: that was worked out of them. */
    private boolean comparesWithItself(String name) {
        Metric metric = catalog.get(name);
        return metric != null
                && metric.group().equals(GROUP)
                && metric.derivation() != null
                && !snapshot.metrics().containsKey(name)
                && metric.derivation().from().stream().anyMatch(this::isRatioNotGiven);
    }

    private boolean isRatioNotGiven(String name) {
        Metric metric = catalog.get(name);
        return metric != null
                && metric.unit() == Unit.RATIO
                && !snapshot.metrics().containsKey(name);
    }

    private void compareNames(Map<String, Double> metrics) {
        Set<String> expected = new HashSet<>(snapshot.baseline().keySet());
        expected.addAll(snapshot.previous().keySet());
        int missing = 0;
        for (String name : expected) {
            missing += metrics.containsKey(name) ? 0 : 1;
        }
        if (expected.size() >= ENOUGH_TO_COMPARE) {
            metrics.putIfAbsent("data.missing_ratio", (double) missing / expected.size());
        }
    }

    private void findStopped(Map<String, Double> metrics) {
        int counters = 0;
        int empty = 0;
        for (Map.Entry<String, Double> usual : snapshot.baseline().entrySet()) {
            Double now = metrics.get(usual.getKey());
            if (now != null && usual.getValue() >= A_LIVE_COUNTER && counts(usual.getKey())) {
                counters++;
                empty += now == 0 ? 1 : 0;
            }
        }
        if (counters >= COUNTERS_TO_COMPARE) {
            metrics.putIfAbsent("data.emptied_ratio", (double) empty / counters);
        }
    }

    private void findUnchanged(Map<String, Double> metrics) {
        int common = 0;
        int same = 0;
        for (Map.Entry<String, Double> before : snapshot.previous().entrySet()) {
            double now = snapshot.metrics().getOrDefault(before.getKey(), 0.0);
            if (now != 0 && moves(before.getKey())) {
                common++;
                same += before.getValue() == now ? 1 : 0;
            }
        }
        if (common >= ENOUGH_TO_COMPARE) {
            metrics.putIfAbsent("data.unchanged_ratio", (double) same / common);
        }
    }

    private static void addUp(Map<String, Double> metrics) {
        for (Parts parts : EXCLUSIVE) {
            List<Double> known = parts.shares.stream()
                    .map(metrics::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (known.size() > 1) {
                metrics.putIfAbsent(
                        parts.name,
                        known.stream().mapToDouble(Double::doubleValue).sum());
            }
        }
    }

    /** The shares that {@code readings} disprove: those that others contradict, be it counts or shares of the same. */
    Set<String> disproved(Map<String, Reading> readings) {
        Set<String> disproved = new HashSet<>();
        for (Parts parts : EXCLUSIVE) {
            Reading sum = readings.get(parts.name);
            if (sum != null && sum.harmful() && !sum.thin()) {
                disproved.addAll(parts.shares);
            }
        }
        for (Reading reading : readings.values()) {
            Metric metric = catalog.get(reading.metric());
            if (reading.harmful()
                    && !reading.thin()
                    && metric != null
                    && metric.group().equals(GROUP)
                    && metric.derivation() != null) {
                disproved.addAll(metric.derivation().from());
                disproved.addAll(metric.derivation().per());
            }
        }
        disproved.removeIf(name -> {
            Metric metric = catalog.get(name);
            return metric == null
                    || metric.unit() != Unit.RATIO
                    || !snapshot.metrics().containsKey(name);
        });
        return disproved;
    }

    private boolean counts(String name) {
        Metric metric = catalog.get(name);
        return metric != null && metric.unit() == Unit.COUNT;
    }

    private boolean moves(String name) {
        Metric metric = catalog.get(name);
        return metric != null && metric.worse() != Worse.NONE && metric.unit() != Unit.FLAG;
    }
}
