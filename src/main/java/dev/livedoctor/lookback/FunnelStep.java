package dev.livedoctor.lookback;

/** A step from the product that is shown to the order that is paid, by the metric that measures it, and its rate over that of the others. */
public record FunnelStep(String name, double ratio) {}
