package dev.livedoctor.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
    private static final Optional<Path> KEYS = Optional.of(Path.of("keys.yaml"));

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "0:0:0:0:0:0:0:0", "192.0.2.7", "2001:db8::1", "no-such-host.invalid", ""})
    void nothingListensElsewhereWithoutKeysOrOidc(String host) {
        String sentence =
                new AccessSettings(Optional.empty(), false, host).refusal().orElseThrow();
        assertTrue(sentence.contains("set livedoctor.access.keys (LIVEDOCTOR_ACCESS_KEYS)"), sentence);
        assertTrue(sentence.contains("quarkus.oidc.auth-server-url"), sentence);
        assertEquals(Optional.empty(), new AccessSettings(KEYS, false, host).refusal());
        assertEquals(Optional.empty(), new AccessSettings(Optional.empty(), true, host).refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
    void thisMachineNeedsNothing(String host) {
        assertEquals(Optional.empty(), new AccessSettings(Optional.empty(), false, host).refusal());
    }

    @Test
    void visitorsMayDiagnoseOnlyWhereNothingIsConfigured() {
        assertTrue(new AccessSettings(Optional.empty(), false, "127.0.0.1").open());
        assertTrue(!new AccessSettings(KEYS, false, "127.0.0.1").open());
        assertTrue(!new AccessSettings(Optional.empty(), true, "127.0.0.1").open());
    }
}
