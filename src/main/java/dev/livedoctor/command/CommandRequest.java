package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody asks for something.
 *
 * @param user the platform's id of who asks
 * @param channel the platform's id of where
 * @param command what is asked for
 * @param manner how it was asked
 * @param returnTo where the platform wants the answer, in its own way; empty where it is in the response
 */
record CommandRequest(String user, String channel, Command command, Addressing manner, Optional<String> returnTo)
        implements Incoming {
    /** How something is asked. */
    enum Addressing {
        /** Of us: words that mean nothing are answered. */
        TO_US,
        /** Within our hearing: words that mean nothing are passed over. */
        AMONG_OTHERS,
        /** By a button, whose response nobody sees. */
        BUTTON
    }

    private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\s]{1,128}");

    /** An id of the platform; whatever cannot be one is nobody. */
    static String id(JsonNode node) {
        return id(node.asText());
    }

    static String id(String text) {
        return ID.matcher(text).matches() ? text : "";
    }
}
