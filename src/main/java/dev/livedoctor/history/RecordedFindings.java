package dev.livedoctor.history;

import dev.livedoctor.diagnosis.Status;

/**
 * A window, and what was found in it when it came, whatever rules are in force now.
 *
 * @param statusName of the room
 * @param findings as stored
 */
public record RecordedFindings(RecordedWindow recorded, String statusName, String findings) {

    /** The status of the room. */
    public Status status() {
        return Status.valueOf(statusName);
    }

    /** Symptoms and causes by their codes. */
    public StoredFindings found() {
        return StoredFindings.of(findings);
    }
}
