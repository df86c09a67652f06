package dev.livedoctor.access;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whoever started the service under test: holds the first key. */
public final class Owner {
    static final Path FIRST_KEY = Path.of("target", "access", "first-key");

    private Owner() {}

    /** A request that may do everything. */
    public static RequestSpecification given() {
        return RestAssured.given().header("X-API-Key", key());
    }

    /** The first key. */
    public static String key() {
        try {
            return Files.readString(FIRST_KEY).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
