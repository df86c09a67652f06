package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.livedoctor.ruleset.RulePack;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads snapshots from JSON straight into their records, checking every value against the catalogs of one rule pack on the way. Safe for
 * use by many threads at once.
 */
public final class SnapshotReader {
    /** What no honest snapshot comes near; a snapshot is four levels deep. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxNumberLength(1_000)
            .maxNameLength(10_000)
            .build();

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Python and others write NaN, which is worth a pointer rather than a column.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Validator validator;
    private final KnownNames names;

    /** A reader of snapshots for {@code pack}. */
    public SnapshotReader(RulePack pack, Validator validator) {
        this.validator = validator;
        this.names = KnownNames.of(pack);
    }

    /**
     * The snapshot in {@code body}.
     *
     * @throws MalformedJsonException where it is not JSON
     * @throws InvalidSnapshotException with every violation, where it is no snapshot
     */
    public ParsedSnapshot read(byte[] body) {
        return read(body, null);
    }

    /**
     * The snapshot in {@code body} of {@code room}: {@code body} may leave the room out, and must not name another.
     */
    ParsedSnapshot read(byte[] body, @Nullable String room) {
        SnapshotParser parse;
        try (JsonParser parser = JSON.createParser(body)) {
            parse = new SnapshotParser(parser, names);
            try {
                parse.document();
                if (room != null) {
                    parse.expect(room);
                }
            } catch (JsonProcessingException e) {
                throw malformed(body, parser.currentLocation(), e.getOriginalMessage());
            } catch (IllegalStateException e) {
                // Jackson's guard against names that were made to collide.
                throw malformed(body, parser.currentLocation(), "too many field names");
            }
        } catch (JsonProcessingException e) {
            throw malformed(body, JsonLocation.NA, e.getOriginalMessage());
        } catch (IOException e) {
            // Bytes in an encoding that is none, such as broken UTF-32.
            throw malformed(body, JsonLocation.NA, Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
        SnapshotRequest request = parse.request();
        parse.violations().addAll(validator.validate(request));
        parse.violations().refuseAny();
        return new ParsedSnapshot(request.snapshot(), parse.warnings());
    }

    /** Jackson counts columns in bytes, other than of UTF-16 and UTF-32; people count characters. */
    private static MalformedJsonException malformed(byte[] body, JsonLocation place, String message) {
        String problem = message.replaceAll(", from `[^`]*`", "");
        if (place.getByteOffset() < 0) {
            return new MalformedJsonException(
                    problem, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr() - 1));
        }
        int end = (int) Math.min(place.getByteOffset(), body.length);
        int line = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (body[i] == '\n' && i + 1 < end) {
                line++;
                start = i + 1;
            }
        }
        String before = new String(body, start, end - start, StandardCharsets.UTF_8);
        return new MalformedJsonException(problem, line, Math.max(1, before.codePointCount(0, before.length())));
    }
}
