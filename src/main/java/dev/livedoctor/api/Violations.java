package dev.livedoctor.api;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The violations of one snapshot, as they are found. */
final class Violations {
    /** More than anyone reads; a hostile body could have a million. */
    private static final int MOST = 1_000;

    private final List<Violation> found = new ArrayList<>(0);
    private int omitted;

    void add(String pointer, String message, @Nullable Object value) {
        if (found.size() < MOST) {
            found.add(new Violation(pointer, message, value));
        } else {
            omitted++;
        }
    }

    /** Adds what the validator found, but for values that were complained of already. */
    void addAll(Set<ConstraintViolation<SnapshotRequest>> violations) {
        for (ConstraintViolation<SnapshotRequest> violation : violations) {
            String pointer = pointer(violation.getPropertyPath());
            // Violations of a count (too many slices or events) are reported even if single items already have some.
            boolean count = violation.getInvalidValue() instanceof Integer;
            if (count
                    || found.stream()
                            .noneMatch(known -> known.pointer().equals(pointer)
                                    || known.pointer().startsWith(pointer + "/"))) {
                add(pointer, violation.getMessage(), seen(violation.getInvalidValue()));
            }
        }
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            pointer.append('/')
                    .append(
                            switch (node.getName()) {
                                case "sliceCount" -> "slices";
                                case "eventCount" -> "events";
                                default -> node.getName();
                            });
        }
        return pointer.toString();
    }

    private static @Nullable Object seen(@Nullable Object value) {
        if (value instanceof String text) {
            return JsonCursor.shortened(text);
        }
        if (value instanceof SnapshotRequest.Period period) {
            return String.valueOf(period.end());
        }
        return value == null || value instanceof Number ? value : "{}";
    }

    /**
     * Ends the reading where anything was found.
     *
     * @throws InvalidSnapshotException with all violations, by pointer
     */
    void refuseAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(Violation::pointer));
            throw new InvalidSnapshotException(found, omitted);
        }
    }
}
