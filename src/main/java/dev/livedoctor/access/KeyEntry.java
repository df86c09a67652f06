package dev.livedoctor.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One item of a list of keys, as YAML gives it.
 *
 * @param where it stands
 */
record KeyEntry(String where, @Nullable Object item) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern COMMENT = Pattern.compile("\\P{Cntrl}{0,200}");
    private static final Set<String> FIELDS = Set.of("id", "hash", "roles", "expires", "comment");

    ApiKey key() {
        if (!(item instanceof Map<?, ?> fields)) {
            throw bad("fields expected: id, hash, roles, and maybe expires and comment.");
        }
        for (Object name : fields.keySet()) {
            if (!FIELDS.contains(String.valueOf(name))) {
                throw bad("the field " + name + " is unknown. Maybe one of id, hash, roles, expires, comment?");
            }
        }
        return new ApiKey(
                text(fields, "id", ID, "letters, digits, dots, dashes and underscores expected"),
                text(fields, "hash", HASH, "sha256: and 64 hexadecimal digits expected"),
                roles(fields.get("roles")),
                Optional.ofNullable(fields.get("expires")).map(this::instant),
                fields.containsKey("comment")
                        ? text(fields, "comment", COMMENT, "one line of at most 200 characters expected")
                        : "");
    }

    BadKeysException bad(String problem) {
        Object id = item instanceof Map<?, ?> fields ? fields.get("id") : null;
        return new BadKeysException(where + (id == null ? "" : " (" + id + ")") + ": " + problem);
    }

    private String text(Map<?, ?> fields, String name, Pattern form, String expected) {
        String text = String.valueOf(fields.get(name));
        if (fields.get(name) == null || !form.matcher(text).matches()) {
            // Not what stands there: somebody may have put the key itself in the place of its hash.
            throw bad(name + ": " + expected + ".");
        }
        return text;
    }

    private SortedSet<String> roles(@Nullable Object value) {
        if (!(value instanceof List<?> names) || names.isEmpty()) {
            throw bad("roles: a list expected. Maybe [" + Roles.DIAGNOSE + "]?");
        }
        SortedSet<String> roles = new TreeSet<>();
        for (Object name : names) {
            String role = String.valueOf(name);
            if (!Roles.ALL.contains(role)) {
                throw bad("the role " + role + " is unknown. Maybe one of " + String.join(", ", Roles.ALL) + "?");
            }
            roles.add(role);
        }
        return Collections.unmodifiableSortedSet(roles);
    }

    private Instant instant(Object value) {
        if (value instanceof Date date) {
            return date.toInstant();
        }
        try {
            return when(value.toString());
        } catch (DateTimeParseException e) {
            throw bad("expires: a day or an instant expected. Maybe 2027-01-31?");
        }
    }

    /** A day, at whose beginning in UTC it ends, or an instant. */
    static Instant when(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
