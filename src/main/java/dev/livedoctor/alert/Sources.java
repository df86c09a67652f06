package dev.livedoctor.alert;

import java.util.Collection;
import java.util.List;

/** What rules know of metrics that are computed from others. */
@FunctionalInterface
public interface Sources {
    /** Where all metrics are given. */
    Sources NONE = metric -> List.of();

    /** The given metrics that {@code metric} is computed from where it is not given itself; none where it never is computed. */
    Collection<String> of(String metric);
}
