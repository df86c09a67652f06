package dev.livedoctor.diagnosis;

import dev.livedoctor.snapshot.MetricSnapshot;

/** Tells what is wrong with a room, why, and what to do. Safe for use by many threads at once. */
@FunctionalInterface
public interface Diagnostician {

    /** The report on {@code snapshot}; the same snapshot always gives the same report. */
    Report diagnose(MetricSnapshot snapshot);
}
