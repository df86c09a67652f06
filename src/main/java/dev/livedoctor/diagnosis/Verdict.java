package dev.livedoctor.diagnosis;

/** What can be said of a cause, strongest first. */
public enum Verdict {
    /** The mechanism was observed in the layer that fails. */
    CONFIRMED,
    /** The pattern fits and no rival fits as well. */
    LIKELY,
    /** It fits, a rival fits as well. */
    POSSIBLE,
    /** A fact speaks against it. */
    RULED_OUT,
    /** A metric that would decide is missing. */
    UNTESTABLE
}
