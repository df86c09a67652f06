package dev.livedoctor.ruleset;

/** Whether a value, with its baseline (NaN where unknown), is bad in itself: 1, else 0. */
@FunctionalInterface
interface Harm {
    double of(Metric metric, double value, double baseline);
}
