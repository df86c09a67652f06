package dev.livedoctor.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePack;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

class SnapshotReaderTest {
    private static final RulePack PACK = PackReader.read(PackReader.files(Path.of("src/main/resources/rules")));
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
    private static final SnapshotReader READER = new SnapshotReader(PACK, VALIDATOR);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Whether it was read; anything but the two refusals of the contract ends the test. */
    private static boolean reads(byte[] body) {
        try {
            READER.read(body);
            return true;
        } catch (InvalidSnapshotException e) {
            assertFalse(e.violations().isEmpty());
            return false;
        } catch (MalformedJsonException e) {
            assertTrue(e.line() > 0 && e.column() > 0, e.getMessage());
            return false;
        }
    }

    @Property
    void refusesAnyBytes(@ForAll byte[] body) {
        reads(body);
    }

    @Property
    void refusesAnyJson(@ForAll Random random) {
        reads(new AnyJson(random).value(4).getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void survivesAnyChangeOfOneField(@ForAll("fields") String field, @ForAll Random random) throws IOException {
        ObjectNode snapshot = (ObjectNode) MAPPER.readTree(Resource.SNAPSHOT.bytes());
        String text = snapshot.put(field, "$").toString().replace("\"$\"", new AnyJson(random).value(4));
        reads(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void survivesAnyCut(@ForAll("cuts") int cut) {
        assertFalse(reads(Arrays.copyOf(Resource.SNAPSHOT.bytes(), cut)));
    }

    @Property
    void readsWhatItMakesUp(@ForAll long seed) {
        assertTrue(reads(new SyntheticSnapshots(PACK, seed).next()));
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers()
                .between(0, Resource.SNAPSHOT.text().strip().length() - 1);
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                "room", "window", "metrics", "attributes", "baseline", "previous", "slices", "events", "else");
    }

    @Example
    void tellsOfNamesThatStandTwice() {
        String body = Resource.SNAPSHOT
                .text()
                .replace("\"audience.viewers\": 4120", "\"audience.viewers\": 1, \"audience.viewers\": 2");
        try {
            READER.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidSnapshotException e) {
            assertEquals(
                    List.of("/metrics/audience.viewers"),
                    e.violations().stream().map(Violation::pointer).toList());
            return;
        }
        throw new AssertionError("read");
    }

    @Example
    void countsWhatIsBeyondReading() {
        String metrics = "\"x\":null,".repeat(5_000);
        String body = "{\"metrics\":{" + metrics + "\"y\":1}}";
        try {
            READER.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidSnapshotException e) {
            assertEquals(1_000, e.violations().size());
            assertEquals(4_002, e.omitted());
            return;
        }
        throw new AssertionError("read");
    }

    @Example
    void countsSlicesWhateverIsWrongWithOne() {
        String body =
                "{\"room\":\"a\",\"window\":{\"start\":\"2026-11-22T13:04:00Z\",\"end\":\"2026-11-22T13:05:00Z\"},"
                        + "\"metrics\":{\"audience.viewers\":1},\"slices\":[1"
                        + ",{\"dimensions\":{\"isp\":\"a\"},\"metrics\":{}}".repeat(5_000)
                        + "]}";
        InvalidSnapshotException refusal =
                assertThrows(InvalidSnapshotException.class, () -> READER.read(body.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of("/slices", "/slices/0"),
                refusal.violations().stream().map(Violation::pointer).toList());
    }

    @Example
    void countsCharactersInUtf16Too() {
        MalformedJsonException refusal = assertThrows(
                MalformedJsonException.class,
                () -> READER.read("{\"room\":\n \"\u00e9\",}".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("2:6", refusal.line() + ":" + refusal.column());
    }

    /** Makes up JSON of the words that a snapshot has, put together in any way. */
    private record AnyJson(Random random) {
        private static final List<String> NAMES = List.of(
                "room",
                "window",
                "start",
                "end",
                "metrics",
                "attributes",
                "baseline",
                "slices",
                "dimensions",
                "events",
                "at",
                "type",
                "note",
                "playback.stall_ratio",
                "audience.viewers",
                "stream.transport",
                "peak",
                "a/b~c",
                "\\ud800",
                "",
                "x");
        private static final List<String> SCALARS = List.of(
                "null",
                "true",
                "false",
                "NaN",
                "-Infinity",
                "1e999",
                "-0",
                "1e-400",
                "0.5",
                "-7",
                "9".repeat(1_200),
                "9".repeat(400),
                "-" + "9".repeat(20),
                "\"\\udc00\"",
                "\"2026-11-22T13:04:00Z\"",
                "\"2026-11-22T13:04:00\"",
                "{}",
                "[]",
                "\"\"",
                "\"flv\"");

        String value(int depth) {
            return switch (random.nextInt(depth == 0 ? 1 : 3)) {
                case 0 -> SCALARS.get(random.nextInt(SCALARS.size()));
                case 1 -> list(() -> value(depth - 1), "[", "]");
                default ->
                    list(() -> "\"" + NAMES.get(random.nextInt(NAMES.size())) + "\":" + value(depth - 1), "{", "}");
            };
        }

        private String list(Supplier<String> item, String open, String close) {
            return Stream.generate(item).limit(random.nextInt(5)).collect(Collectors.joining(",", open, close));
        }
    }
}
