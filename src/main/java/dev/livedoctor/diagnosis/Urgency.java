package dev.livedoctor.diagnosis;

/** When an action is due. */
public enum Urgency {
    NOW,
    THIS_BROADCAST,
    NEXT_BROADCAST
}
