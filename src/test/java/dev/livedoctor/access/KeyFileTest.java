package dev.livedoctor.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        KeyFile file = new KeyFile(folder.resolve("keys.yaml"));
        List<ApiKey> keys = List.of(
                ApiKey.of("1.10", Secret.generate(), List.of("diagnose"), Optional.empty(), "it's: #1"),
                ApiKey.of("b.c-d_e", Secret.generate(), Roles.ALL, Optional.of("2027-01-31"), ""));
        file.write(keys);
        assertEquals(keys, file.read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));

        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        file.write(keys.subList(0, 1));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void readsWhatPeopleWrite() {
        ApiKey key = new KeyFile(folder).parse("""
                - id: grafana
                  hash: %s
                  roles: [diagnose, rules:read]
                  expires: 2027-01-31
                """.formatted(HASH)).get(0);
        assertEquals(Optional.of(Instant.parse("2027-01-31T00:00:00Z")), key.expires());
        assertFalse(key.expired(Instant.parse("2027-01-30T23:59:59Z")));
        assertTrue(key.expired(Instant.parse("2027-01-31T00:00:00Z")));
        assertEquals(List.of("diagnose", "rules:read"), List.copyOf(key.roles()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys: []| a list of keys expected",
                "- x| key 1: fields expected",
                "- {id: a, hash: ldk_secret, roles: [diagnose]}| key 1 (a): hash: sha256: and 64 hexadecimal digits",
                "- {id: a b, hash: HASH, roles: [diagnose]}| id: letters",
                "- {id: a, hash: HASH, roles: diagnose}| roles: a list expected",
                "- {id: a, hash: HASH, roles: []}| roles: a list expected",
                "- {id: a, hash: HASH, roles: [admin]}| the role admin is unknown. Maybe one of diagnose, record, rules:read",
                "- {id: a, hash: HASH, roles: [diagnose], expires: soon}| expires: a day or an instant",
                "- {id: a, hash: HASH, role: [diagnose]}| the field role is unknown",
                "- {id: a, hash: HASH, roles: [diagnose]}X| line 1",
                "- {id: a, id: b}| duplicate"
            })
    void saysWhatIsWrong(String text, String problem) {
        BadKeysException refusal =
                assertThrows(BadKeysException.class, () -> new KeyFile(folder).parse(text.replace("HASH", HASH)));
        assertTrue(refusal.getMessage().contains(problem), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("ldk_"), refusal.getMessage());
    }

    @Test
    void refusesWhatIsNoText() {
        assertThrows(BadKeysException.class, () -> new KeyFile(folder).parse("- \u0001"));
    }

    @Test
    void refusesTheSameKeyTwice() {
        String line = "- {id: a, hash: '" + HASH + "', roles: [diagnose]}\n";
        assertThrows(BadKeysException.class, () -> new KeyFile(folder).parse(line + line.replace("id: a", "id: b")));
    }
}
