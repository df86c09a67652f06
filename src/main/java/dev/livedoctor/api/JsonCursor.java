package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A place in a JSON document, with what was wrong before it. Pointers are only put together where something is wrong. */
final class JsonCursor {
    static final String TWICE = "must not stand twice";
    private static final int MOST_CHARACTERS_SEEN = 120;

    private final JsonParser parser;
    private final Violations violations = new Violations();
    /** Pointer to the array whose item is being read; empty outside of arrays. */
    private String array = "";

    private int index;

    JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    Violations violations() {
        return violations;
    }

    @Nullable
    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    /** The name of the next field, with its value under the cursor; null at the end of the object. */
    @Nullable
    String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** What follows is item {@code index} of the array at {@code pointer}; all pointers go on from there. */
    void enterItem(String pointer, int index) {
        array = pointer;
        this.index = index;
    }

    void leaveArray() {
        array = "";
    }

    /** Whether an object or array opens here, as expected; complains otherwise. */
    boolean opens(JsonToken expected, String within, String message) throws IOException {
        if (parser.currentToken() == expected) {
            return true;
        }
        refuse(item() + within, message);
        return false;
    }

    boolean onNumber() {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
    }

    /** The number under the cursor; NaN or infinite where it is no finite double. */
    double number() throws IOException {
        return parser.getDoubleValue();
    }

    /** The text under the cursor; complains where there is none. */
    @Nullable
    String text(String within, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            refuse(within, name, "must be a text");
            return null;
        }
        String text = parser.getText();
        if (!wellFormed(text)) {
            refuse(within, name, "must consist of whole characters");
            return null;
        }
        return text;
    }

    /** The time under the cursor; complains where there is none. */
    @Nullable
    Instant time(String within, String name) throws IOException {
        Instant instant = parser.currentToken() == JsonToken.VALUE_STRING ? Timestamp.parse(parser.getText()) : null;
        if (instant == null) {
            refuse(within, name, "must be an RFC 3339 date-time with a zone, such as 2026-11-22T13:04:00Z");
        }
        return instant;
    }

    /** Notes a violation of the value under the cursor, which is field {@code name}, and passes over it. */
    void refuse(String within, String name, String message) throws IOException {
        refuse(pointer(within, name), message);
    }

    /** Notes a violation of the value under the cursor and passes over it. */
    void refuse(String pointer, String message) throws IOException {
        violations.add(pointer, message, seen());
        parser.skipChildren();
    }

    /** Notes that a field is not there, or is there twice. */
    void note(String within, String name, String message) throws IOException {
        violations.add(pointer(within, name), message, null);
    }

    private String pointer(String within, String name) {
        return item() + within + "/" + shortened(name).replace("~", "~0").replace("/", "~1");
    }

    private String item() {
        return array.isEmpty() ? "" : array + "/" + index;
    }

    private @Nullable Object seen() throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT, END_OBJECT -> "{}";
            case START_ARRAY, END_ARRAY -> "[]";
            case VALUE_NUMBER_INT -> {
                // Not getNumberValue(): it fails once a long one was read as a double.
                String digits = parser.getText();
                yield digits.length() > MOST_CHARACTERS_SEEN ? shortened(digits) : new BigInteger(digits);
            }
            case VALUE_NUMBER_FLOAT -> {
                double number = parser.getDoubleValue();
                yield Double.isFinite(number) ? (Object) number : shortened(parser.getText());
            }
            default -> shortened(parser.getText());
        };
    }

    /** Whether {@code name}, of the field under the cursor, is one; complains of it and passes over its value where it is none. */
    boolean names(String within, String name) throws IOException {
        if (!wellFormed(name)) {
            refuse(within, name, "must have a name of whole characters");
            return false;
        }
        return true;
    }

    /** Half a surrogate pair is no character and cannot be written as UTF-8 again; NUL is one that databases refuse. */
    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                return false;
            }
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** {@code text} as it can be shown: not for ever long, and every character whole. */
    static String shortened(String text) {
        String start = text.length() <= MOST_CHARACTERS_SEEN ? text : text.substring(0, MOST_CHARACTERS_SEEN) + "…";
        if (wellFormed(start)) {
            return start;
        }
        StringBuilder whole = new StringBuilder(start.length());
        start.codePoints()
                .forEach(point ->
                        whole.appendCodePoint(point == 0 || point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point));
        return whole.toString();
    }
}
