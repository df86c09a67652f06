package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quiet hours in their zone, over midnight and over the change of clocks. */
class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        // from, to, zone, now, whether they hold, and when they end then
        "22:00, 08:00, Asia/Jakarta, 2026-11-28T14:59:59Z, false, 2026-11-29T01:00:00Z",
        "22:00, 08:00, Asia/Jakarta, 2026-11-28T15:00:00Z, true, 2026-11-29T01:00:00Z",
        "22:00, 08:00, Asia/Jakarta, 2026-11-29T00:59:59Z, true, 2026-11-29T01:00:00Z",
        "22:00, 08:00, Asia/Jakarta, 2026-11-29T01:00:00Z, false, 2026-11-30T01:00:00Z",
        "12:30, 14:00, UTC, 2026-11-28T12:30:00Z, true, 2026-11-28T14:00:00Z",
        "12:30, 14:00, UTC, 2026-11-28T14:00:00Z, false, 2026-11-29T14:00:00Z",
        // clocks go forward at two: half past two does not exist, and they end when it is skipped
        "22:00, 02:30, Europe/Berlin, 2026-03-28T23:00:00Z, true, 2026-03-29T01:00:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-03-29T01:00:00Z, false, 2026-03-30T00:30:00Z",
        "02:10, 02:50, Europe/Berlin, 2026-03-29T01:00:00Z, false, 2026-03-30T00:50:00Z",
        // and back: the night is an hour longer
        "22:00, 08:00, Europe/Berlin, 2026-10-24T22:00:00Z, true, 2026-10-25T07:00:00Z",
        // half past two comes twice: nobody is woken in between
        "22:00, 02:30, Europe/Berlin, 2026-10-25T00:45:00Z, true, 2026-10-25T01:30:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-10-25T01:30:00Z, false, 2026-10-26T01:30:00Z",
        "02:30, 06:00, Europe/Berlin, 2026-10-25T01:10:00Z, true, 2026-10-25T05:00:00Z"
    })
    void holdAndEnd(LocalTime from, LocalTime to, ZoneId zone, Instant now, boolean holds, Instant end) {
        QuietHours hours = new QuietHours(from, to, zone, false);
        assertEquals(holds, hours.holds(now));
        assertEquals(end, hours.end(now));
    }
}
