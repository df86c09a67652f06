package dev.livedoctor.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstKeyTest {
    @TempDir
    private Path folder;

    @Test
    void isMadeOnceAndKept() throws IOException {
        FirstKey first = new FirstKey(folder.resolve("home").resolve(".livedoctor"));
        assertTrue(first.make());
        List<ApiKey> made = first.read();
        assertFalse(first.make());
        assertEquals(made, first.read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.path())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.directory())));
        try (var left = Files.list(first.directory())) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void isNoKeyOnceOthersMayReadIt() throws IOException {
        FirstKey first = new FirstKey(folder);
        first.make();
        Files.setPosixFilePermissions(first.path(), PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(
                assertThrows(BadKeysException.class, first::read).getMessage().contains("others may read it"));
    }

    @Test
    void isNoKeyWhenItWasCutOff() throws IOException {
        FirstKey first = new FirstKey(folder);
        first.make();
        Files.writeString(first.path(), "ldk_");
        assertTrue(
                assertThrows(BadKeysException.class, first::read).getMessage().contains("holds no key"));
    }

    @Test
    void needsAHome() {
        assertThrows(IOException.class, new FirstKey(Path.of("?", ".livedoctor"))::make);
        assertThrows(IOException.class, new FirstKey(Path.of("/proc/none"))::make);
    }
}
