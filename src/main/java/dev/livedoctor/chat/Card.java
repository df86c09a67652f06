package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** One platform's way to show a brief. */
interface Card {

    /** The body of a message. */
    JsonNode write(Brief brief);

    /** Whether the platform takes {@code body}, which has so many {@code bytes}, as it is. */
    boolean fits(JsonNode body, int bytes);
}
