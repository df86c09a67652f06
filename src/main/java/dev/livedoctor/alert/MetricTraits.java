package dev.livedoctor.alert;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What rules know of metrics, as far as alerts depend on it.
 *
 * @param sources the given metrics that one is computed from where it is not given itself; none where it never is computed
 * @param tidal whether one rises and falls by itself while a room fills and empties
 */
public record MetricTraits(Function<String, ? extends Collection<String>> sources, Predicate<String> tidal) {
    /** Where nothing is known. */
    public static final MetricTraits NONE = new MetricTraits(metric -> List.of(), metric -> false);
}
