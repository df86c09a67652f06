package dev.livedoctor.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPlaceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://me:s3cret@host/live", "jdbc:postgresql://host", "jdbc:mysql://host/live", ""})
    void anAddressIsAHostAndADatabaseAndNoSecret(String url) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new HistoryPlace.Server(url, "me", "s3cret"));
        assertFalse(refusal.getMessage().contains("s3cret"), refusal.getMessage());
    }

    @Test
    void parametersAreForTheServerAlone() {
        assertEquals(
                "jdbc:postgresql://host:5433/live",
                new HistoryPlace.Server("jdbc:postgresql://host:5433/live?sslpassword=s3cret", "me", "s").toString());
    }
}
