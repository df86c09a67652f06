package dev.livedoctor.diagnosis;

/** The state of a room. */
public enum Status {
    HEALTHY,
    WATCH,
    DEGRADED,
    CRITICAL,
    /** Too little was measured to say HEALTHY. */
    UNKNOWN
}
