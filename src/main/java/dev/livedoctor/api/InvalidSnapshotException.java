package dev.livedoctor.api;

import java.util.List;

/** The body is JSON and no snapshot. */
public final class InvalidSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;
    private final int omitted;

    InvalidSnapshotException(List<Violation> violations, int omitted) {
        // An answer to a client, not a fault of ours: nobody will read a stack trace.
        super("The snapshot has " + count(violations.size() + omitted), null, false, false);
        this.violations = List.copyOf(violations);
        this.omitted = omitted;
    }

    private static String count(int violations) {
        return violations == 1 ? "1 violation." : violations + " violations.";
    }

    /** What is wrong, by pointer. */
    public List<Violation> violations() {
        return violations;
    }

    /** How many more there were than anyone would read. */
    public int omitted() {
        return omitted;
    }
}
