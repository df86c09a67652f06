package dev.livedoctor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest extends Typed {
    @TempDir
    private Path folder;

    @Test
    void aKeyIsShownOnceAndKeptAsAHash() throws IOException {
        String file = folder.resolve("keys.yaml").toString();
        assertEquals(0, run("keys", "create", "--role", "rules:edit", "--role", "diagnose", "--id", "ops", file));
        String key = out.toString().strip();
        assertTrue(key.matches("ldk_[A-Za-z0-9_-]{43}"), key);
        assertFalse(Files.readString(Path.of(file)).contains(key));
        assertFalse(err.toString().contains(key));

        assertEquals(0, run("keys", "create", "--role", "diagnose", "--expires", "2020-01-31", file));
        assertEquals(0, run("keys", "list", file));
        assertEquals(
                "ops  diagnose,rules:edit  for good\nkey-2  diagnose  expired 2020-01-31T00:00:00Z\n", out.toString());

        assertEquals(0, run("keys", "revoke", "ops", file));
        assertEquals(0, run("keys", "list", file));
        assertEquals("key-2  diagnose  expired 2020-01-31T00:00:00Z\n", out.toString());
        assertEquals(2, run("keys", "revoke", "ops", file));
        assertTrue(err.toString().contains("no key is called ops"), err.toString());
    }

    @Test
    void withoutAFileItShowsTheLine() {
        assertEquals(0, run("keys", "create", "--role", "diagnose"));
        assertTrue(err.toString().contains("- {id: 'key-1', hash: 'sha256:"), err.toString());
        assertEquals(2, run("keys", "list"));
        assertTrue(err.toString().contains("LIVEDOCTOR_ACCESS_KEYS"), err.toString());
    }

    @Test
    void refusesWhatNoFileMayHold() {
        String file = folder.resolve("keys.yaml").toString();
        assertEquals(2, run("keys", "create", "--role", "rules:edt", file));
        assertTrue(err.toString().contains("the role rules:edt is unknown"), err.toString());
        assertEquals(2, run("keys", "create", file));
        assertEquals(2, run("keys", "create", "--role", "diagnose", "--id", "a b", file));
        assertEquals(0, run("keys", "create", "--role", "diagnose", "--id", "a", file));
        assertEquals(2, run("keys", "create", "--role", "diagnose", "--id", "a", file));
        assertEquals(2, run("keys", "list", folder.resolve("none.yaml").toString()));
    }
}
