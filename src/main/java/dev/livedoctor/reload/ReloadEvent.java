package dev.livedoctor.reload;

/**
 * Something that the folder of the rules was heard of.
 *
 * @param outcome what came of it
 * @param status how things stand since
 */
public record ReloadEvent(Outcome outcome, ReloadStatus status) {

    /** What came of new content in the folder. */
    public enum Outcome {
        /** It is in force. */
        ACCEPTED,
        /** It was refused, and the rules before go on. */
        REFUSED,
        /** After a refusal the folder holds the rules in force again. */
        RESTORED
    }
}
