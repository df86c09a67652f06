package dev.livedoctor.history;

/**
 * What a metric was in one hour of the past.
 *
 * @param hour since 1970
 * @param median of its windows
 * @param rate the same per minute
 */
record MetricHour(long hour, double median, double rate) {}
