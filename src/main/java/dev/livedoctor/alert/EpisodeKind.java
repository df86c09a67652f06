package dev.livedoctor.alert;

/** What an episode is about. */
public enum EpisodeKind {
    /** A cause, confirmed or likely. */
    CAUSE,
    /** A symptom that no cause explains. */
    SYMPTOM,
    /** The room reports nothing any more. */
    TELEMETRY_GAP
}
