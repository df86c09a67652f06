package dev.livedoctor.ruleset;

import java.util.List;

/**
 * An attribute of the catalog.
 *
 * @param name as in a snapshot
 * @param type what its value is
 * @param values the values of an enum; empty otherwise
 * @param derived whether it is computed from the snapshot rather than given
 * @param meaning one sentence
 */
public record AttributeDefinition(String name, Type type, List<String> values, boolean derived, String meaning) {

    /** What a value is. */
    public enum Type {
        TEXT,
        NUMBER,
        FLAG,
        ENUM
    }

    /** Whether {@code value}, a String, Double or Boolean, is of the type. */
    public boolean admits(Object value) {
        return switch (type) {
            case TEXT -> value instanceof String;
            case NUMBER -> value instanceof Double;
            case FLAG -> value instanceof Boolean;
            case ENUM -> value instanceof String text && values.contains(text);
        };
    }

    /** What is expected, in words. */
    public String expectation() {
        return switch (type) {
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case FLAG -> "true or false";
            case ENUM -> "one of " + String.join(", ", values);
        };
    }
}
