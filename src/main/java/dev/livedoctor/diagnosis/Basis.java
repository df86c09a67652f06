package dev.livedoctor.diagnosis;

/** Where the bound of a reading comes from. */
public enum Basis {
    /** An absolute bound of the rule pack. */
    THRESHOLD,
    /** What the metric usually is in this room. */
    BASELINE,
    /** The rest of the slices. */
    PEERS,
    /** The window before. */
    PREVIOUS,
    /** Something that is known of the room. */
    ATTRIBUTE,
    /** Something that happened. */
    EVENT
}
