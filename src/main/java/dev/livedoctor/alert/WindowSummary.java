package dev.livedoctor.alert;

import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one window shows, as far as alerts depend on it.
 *
 * @param window its time
 * @param report the id of the report on it
 * @param signs causes, best first, then symptoms that no cause explains
 * @param symptoms all symptoms that alarm
 * @param measured which metrics were measured
 * @param values of metrics by which actions are verified: by name for the room, by name and scope for a part of it
 * @param viewers in the room; null where they were not measured
 * @param ends whether it announces the end of the broadcast
 * @param unbroken whether the room was heard shortly before, so that there was no gap, whatever the times of its windows say
 */
public record WindowSummary(
        Window window,
        String report,
        List<AlertCandidate> signs,
        List<FoldedFinding> symptoms,
        MetricFingerprint measured,
        Map<String, Double> values,
        @Nullable Double viewers,
        boolean ends,
        boolean unbroken) {
    /** The order in which windows count, in whatever order they come. */
    static final Comparator<WindowSummary> IN_ORDER = Comparator.<WindowSummary, Instant>comparing(
                    one -> one.window().end())
            .thenComparing(one -> one.window().start());

    /** This window, marked as heard shortly after another one. */
    public WindowSummary afterOthers() {
        return new WindowSummary(window, report, signs, symptoms, measured, values, viewers, ends, true);
    }

    /** The name of the value of {@code metric} among those in {@code scope}. */
    static String name(String metric, Map<String, String> scope) {
        return scope.isEmpty() ? metric : metric + "@" + new TreeMap<>(scope);
    }

    /** The value of {@code metric} in {@code scope}, or else in the room; null where it was not measured. */
    @Nullable
    Double value(String metric, Map<String, String> scope) {
        Double part = values.get(name(metric, scope));
        return part == null ? values.get(metric) : part;
    }

    /** Whether all of {@code metrics} were measured; where there are none, whether anything was. */
    boolean measuredAll(Collection<String> metrics) {
        return metrics.isEmpty()
                ? !measured.names().isEmpty()
                : metrics.stream().allMatch(measured::has);
    }

    boolean shows(Collection<String> codes) {
        return symptoms.stream().anyMatch(one -> codes.contains(one.code()));
    }
}
