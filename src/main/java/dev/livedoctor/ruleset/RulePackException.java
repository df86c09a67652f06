package dev.livedoctor.ruleset;

import java.util.List;
import java.util.stream.Collectors;

/** A rule pack was refused; the message lists every complaint. */
public final class RulePackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Complaint> complaints;

    /** Refuses a pack for {@code complaints}, one at least. */
    public RulePackException(List<Complaint> complaints) {
        super(complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n")));
        this.complaints = List.copyOf(complaints);
    }

    /** Whether a pack with {@code complaints} is refused: some of them are more than advice. */
    public static boolean isRefused(List<Complaint> complaints) {
        return complaints.stream().anyMatch(complaint -> !complaint.advice());
    }

    /** What is wrong, in the order of the files. */
    public List<Complaint> complaints() {
        return complaints;
    }
}
