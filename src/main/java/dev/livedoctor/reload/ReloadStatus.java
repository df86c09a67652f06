package dev.livedoctor.reload;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Ruleset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in force, and what lies in the folder.
 *
 * @param ruleset in force
 * @param since when it came into force
 * @param onDisk what lies in the folder; empty where there is no folder, and the shipped rules are in force
 */
public record ReloadStatus(Ruleset ruleset, Instant since, Optional<OnDisk> onDisk) {

    /** How the folder stands to the rules in force. */
    public enum State {
        /** The folder holds the rules in force. */
        IN_FORCE,
        /** What the folder holds was refused. */
        REFUSED,
        /** The folder is gone, or cannot be read. */
        UNREADABLE
    }

    /**
     * What lies in the folder.
     *
     * @param version content hash of what could be read of it
     * @param at when it was read
     * @param complaints why it was refused, in the order of the files
     */
    public record OnDisk(State state, String version, Instant at, List<Complaint> complaints) {}

    /** Whether the folder holds something else than the rules in force, which may not come into force. */
    public boolean refused() {
        return onDisk.filter(disk -> disk.state() != State.IN_FORCE).isPresent();
    }
}
