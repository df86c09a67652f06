package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.Unit;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one snapshot. What is wrong is noted with its pointer and the pass goes on, so that the sender learns of everything at
 * once; only text that is no JSON ends it.
 */
final class SnapshotParser {
    /** The fields of a snapshot by name. */
    static final Map<String, Field> FIELDS = Stream.of(Field.values())
            .collect(Collectors.toUnmodifiableMap(field -> field.name().toLowerCase(Locale.ROOT), Function.identity()));
    /** Most unknown names that are reported. */
    private static final int MOST_WARNINGS = 100;

    /** A field of a snapshot. */
    enum Field {
        ROOM,
        WINDOW,
        METRICS,
        ATTRIBUTES,
        BASELINE,
        PREVIOUS,
        SLICES,
        EVENTS
    }

    private final JsonParser parser;
    private final JsonCursor cursor;
    private final KnownNames names;
    private final Set<String> warned = new HashSet<>(0);
    private final List<Report.Warning> warnings = new ArrayList<>(0);

    private @Nullable String room;
    private SnapshotRequest.@Nullable Period window;
    private @Nullable Map<String, Double> metrics;
    private Map<String, Object> attributes = Map.of();
    private Map<String, Double> baseline = Map.of();
    private Map<String, Double> previous = Map.of();
    private final List<Slice> slices = new ArrayList<>();
    private int sliceCount;
    private final List<RoomEvent> events = new ArrayList<>(0);
    private int eventCount;

    SnapshotParser(JsonParser parser, KnownNames names) {
        this.parser = parser;
        this.cursor = new JsonCursor(parser);
        this.names = names;
    }

    Violations violations() {
        return cursor.violations();
    }

    List<Report.Warning> warnings() {
        return warnings;
    }

    SnapshotRequest request() {
        return new SnapshotRequest(
                room, window, metrics, attributes, baseline, previous, slices, sliceCount, events, eventCount);
    }

    /** Reads the whole document. */
    void document() throws IOException {
        JsonToken first = cursor.next();
        if (first == null) {
            throw new JsonParseException(parser, "The body is empty");
        }
        boolean object = cursor.opens(JsonToken.START_OBJECT, "", "must be an object");
        if (object) {
            fields();
        }
        if (cursor.next() != null) {
            throw new JsonParseException(parser, "Text after the end of the document");
        }
        if (!object) {
            violations().refuseAny();
        }
    }

    /** Takes {@code name} for the room, where the document does not name another. */
    void expect(String name) {
        if (room != null && !room.equals(name)) {
            violations().add("/room", "must be the room of the path, or absent", JsonCursor.shortened(room));
        }
        if (!JsonCursor.wellFormed(name)) {
            violations().add("/room", "must consist of whole characters", JsonCursor.shortened(name));
        }
        room = name;
    }

    private void fields() throws IOException {
        Set<Field> seen = EnumSet.noneOf(Field.class);
        String name;
        while ((name = cursor.nextField()) != null) {
            Field field = FIELDS.get(name);
            if (field == null) {
                skipUnknown(name);
                continue;
            }
            if (!seen.add(field)) {
                cursor.note("", name, JsonCursor.TWICE);
            }
            switch (field) {
                case ROOM -> room = cursor.text("", name);
                case WINDOW -> window = window();
                case METRICS -> metrics = numbers("/metrics");
                case ATTRIBUTES -> attributes = attributes();
                case BASELINE -> baseline = numbers("/baseline");
                case PREVIOUS -> previous = numbers("/previous");
                case SLICES -> sliceCount = items("/slices", SnapshotRequest.MOST_SLICES, this::slice);
                case EVENTS -> eventCount = items("/events", SnapshotRequest.MOST_EVENTS, this::event);
            }
        }
    }

    private SnapshotRequest.@Nullable Period window() throws IOException {
        if (!cursor.opens(JsonToken.START_OBJECT, "/window", "must be an object with start and end")) {
            return null;
        }
        Instant start = null;
        Instant end = null;
        Set<String> seen = new HashSet<>(4);
        String name;
        while ((name = cursor.nextField()) != null) {
            if (!seen.add(name)) {
                cursor.note("/window", name, JsonCursor.TWICE);
            }
            switch (name) {
                case "start" -> start = cursor.time("/window", name);
                case "end" -> end = cursor.time("/window", name);
                default -> skipUnknown("window." + name);
            }
        }
        return new SnapshotRequest.Period(start, end);
    }

    private Map<String, Double> numbers(String within) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (!cursor.opens(JsonToken.START_OBJECT, within, "must be an object of names and numbers")) {
            return numbers;
        }
        String name;
        while ((name = cursor.nextField()) != null) {
            if (!cursor.onNumber()) {
                cursor.refuse(within, name, "must be a number");
                continue;
            }
            double value = cursor.number();
            Unit unit = names.units().get(name);
            if (!Double.isFinite(value)) {
                cursor.refuse(within, name, "must be finite");
            } else if (unit == null) {
                unknownNumber(within, name);
            } else if (!unit.admits(value)) {
                cursor.refuse(within, name, "must be " + unit.range());
            }
            if (numbers.put(name, value) != null) {
                cursor.refuse(within, name, JsonCursor.TWICE);
            }
        }
        return numbers;
    }

    private void unknownNumber(String within, String name) throws IOException {
        if (cursor.names(within, name)) {
            warn(names.unknownMetrics(), name);
        }
    }

    private Map<String, Object> attributes() throws IOException {
        Map<String, Object> read = new LinkedHashMap<>();
        if (!cursor.opens(JsonToken.START_OBJECT, "/attributes", "must be an object of names and values")) {
            return read;
        }
        String name;
        while ((name = cursor.nextField()) != null) {
            if (!cursor.names("/attributes", name)) {
                continue;
            }
            AttributeDefinition definition = names.attributes().get(name);
            if (definition == null) {
                warn(names.unknownAttributes(), name);
            }
            Object value = scalar();
            if (value == null || definition != null && !definition.admits(value)) {
                cursor.refuse(
                        "/attributes",
                        name,
                        "must be "
                                + (definition == null
                                        ? "a text, a finite number or true/false"
                                        : definition.expectation()));
            } else if ((!(value instanceof String) || cursor.text("/attributes", name) != null)
                    && read.put(name, value) != null) {
                cursor.refuse("/attributes", name, JsonCursor.TWICE);
            }
        }
        return read;
    }

    private @Nullable Object scalar() throws IOException {
        if (cursor.onNumber()) {
            double number = cursor.number();
            return Double.isFinite(number) ? number : null;
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private interface Step {
        void take() throws IOException;
    }

    /** Takes the items of an array one by one, {@code most} at most; says how many there are. */
    private int items(String pointer, int most, Step step) throws IOException {
        if (!cursor.opens(JsonToken.START_ARRAY, pointer, "must be an array")) {
            return 0;
        }
        int count = 0;
        while (cursor.next() != JsonToken.END_ARRAY) {
            if (count++ < most) {
                cursor.enterItem(pointer, count - 1);
                step.take();
            } else {
                cursor.skip();
            }
        }
        cursor.leaveArray();
        return count;
    }

    private void slice() throws IOException {
        if (!cursor.opens(JsonToken.START_OBJECT, "", "must be an object with dimensions and metrics")) {
            return;
        }
        Map<String, String> dimensions = null;
        Map<String, Double> values = null;
        Map<String, Double> usual = null;
        String name;
        while ((name = cursor.nextField()) != null) {
            switch (name) {
                case "dimensions" -> dimensions = once(name, dimensions, dimensions());
                case "metrics" -> values = once(name, values, numbers("/metrics"));
                case "baseline" -> usual = once(name, usual, numbers("/baseline"));
                default -> skipUnknown("slices." + name);
            }
        }
        if (dimensions == null) {
            cursor.note("", "dimensions", "must be there");
        }
        if (values == null) {
            cursor.note("", "metrics", "must be there");
        }
        if (dimensions != null && values != null) {
            slices.add(new Slice(dimensions, values, usual == null ? Map.of() : usual));
        }
    }

    private <T> T once(String name, @Nullable T before, T now) throws IOException {
        if (before != null) {
            cursor.note("", name, JsonCursor.TWICE);
        }
        return now;
    }

    private Map<String, String> dimensions() throws IOException {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (!cursor.opens(JsonToken.START_OBJECT, "/dimensions", "must be an object of names and texts")) {
            return dimensions;
        }
        int count = 0;
        String name;
        while ((name = cursor.nextField()) != null) {
            count++;
            String value = cursor.text("/dimensions", name);
            if (value == null) {
                continue;
            }
            if (cursor.names("/dimensions", name) && dimensions.put(name, value) != null) {
                cursor.refuse("/dimensions", name, JsonCursor.TWICE);
            }
        }
        if (count == 0) {
            cursor.note("", "dimensions", "must have one dimension at least");
        }
        return dimensions;
    }

    private void event() throws IOException {
        if (!cursor.opens(JsonToken.START_OBJECT, "", "must be an object with at and type")) {
            return;
        }
        Instant at = null;
        String type = null;
        String note = null;
        Set<String> seen = new HashSet<>(4);
        String name;
        while ((name = cursor.nextField()) != null) {
            if (!seen.add(name)) {
                cursor.note("", name, JsonCursor.TWICE);
            }
            switch (name) {
                case "at" -> at = cursor.time("", name);
                case "type" -> type = cursor.text("", name);
                case "note" -> note = cursor.text("", name);
                default -> skipUnknown("events." + name);
            }
        }
        if (!seen.contains("at")) {
            cursor.note("", "at", "must be there");
        }
        if (!seen.contains("type")) {
            cursor.note("", "type", "must be there");
        } else if (type != null && type.isEmpty()) {
            cursor.note("", "type", "must not be empty");
        }
        if (at != null && type != null) {
            events.add(new RoomEvent(at, type, note));
        }
    }

    private void skipUnknown(String name) throws IOException {
        warn(names.unknownFields(), name);
        cursor.skip();
    }

    private void warn(UnknownNames unknown, String name) {
        if (warnings.size() < MOST_WARNINGS && warned.add(name)) {
            warnings.add(unknown.warning(JsonCursor.shortened(name)));
        }
    }
}
