package dev.livedoctor.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A file of the tests' class path, as text. */
record Resource(String path) {
    static final Resource SNAPSHOT = new Resource("/contract/snapshot.json");
    static final Resource REPORT = new Resource("/contract/report.json");

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        try (InputStream in = Resource.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
