package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to measure next: what would decide between the causes that are still open, the most telling first. */
final class NextMeasurements {
    /** More measurements than this nobody takes. */
    private static final int MOST = 20;

    private static final Comparator<Need> MOST_TELLING_FIRST = (left, right) -> {
        int order = Double.compare(right.telling, left.telling);
        return order != 0 ? order : left.metric.compareTo(right.metric);
    };

    private final Set<String> measured;
    private final Map<String, Need> needs = new HashMap<>();

    /** Nothing as yet; what is {@code measured} already tells nothing more. */
    NextMeasurements(Set<String> measured) {
        this.measured = measured;
    }

    private static final class Need {
        private final String metric;
        private final List<String> decides = new ArrayList<>(4);
        private double telling;

        Need(String metric) {
            this.metric = metric;
        }
    }

    /** Counts that {@code metric} would decide about {@code cause}, which is worth {@code weight}. */
    void add(String metric, String cause, double weight) {
        if (!measured.contains(metric)) {
            Need need = needs.computeIfAbsent(metric, Need::new);
            need.decides.add(cause);
            need.telling += weight;
        }
    }

    /** The most telling measurements, each with the causes that it decides. */
    List<Measurement> list() {
        List<Need> sorted = new ArrayList<>(needs.values());
        sorted.sort(MOST_TELLING_FIRST);
        List<Measurement> list = new ArrayList<>();
        for (Need need : sorted.subList(0, Math.min(MOST, sorted.size()))) {
            need.decides.sort(Comparator.naturalOrder());
            list.add(new Measurement(need.metric, List.copyOf(need.decides)));
        }
        return list;
    }
}
