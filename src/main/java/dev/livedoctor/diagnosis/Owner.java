package dev.livedoctor.diagnosis;

/** Who carries out an action. */
public enum Owner {
    HOST,
    OPERATIONS,
    NETWORK,
    PLATFORM,
    CONTENT,
    COMMERCE,
    PAYMENT,
    DATA
}
