package dev.livedoctor.api;

import org.jspecify.annotations.Nullable;

/**
 * Something in a snapshot that must not be so.
 *
 * @param pointer JSON pointer (RFC 6901) of the value
 * @param message what it must be
 * @param value what was seen: a text, a number or true/false; null where nothing was there
 */
public record Violation(
        String pointer, String message, @Nullable Object value) {}
