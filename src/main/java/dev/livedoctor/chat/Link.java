package dev.livedoctor.chat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The link on a card, such as to the room's dashboard.
 *
 * @param template an http or https address, in which {@code {room}} and {@code {id}} stand for the room and the report
 */
public record Link(String template) {
    private static final int MOST_CHARACTERS = 1_000;

    /**
     * A link.
     *
     * @throws IllegalArgumentException where {@code template} is no address that a client would open
     */
    public Link {
        if (template.length() > MOST_CHARACTERS || !isAddress(template)) {
            throw new IllegalArgumentException("The link '" + template
                    + "' of chat cards is not an http or https address of at most " + MOST_CHARACTERS
                    + " characters. Maybe https://grafana.example.com/d/live?var-room={room}?");
        }
    }

    private static boolean isAddress(String template) {
        try {
            URI uri = URI.create(filled(template, "room", "id"));
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The address for one report; nothing in it can end a link of Markdown. */
    public String to(String id, String room) {
        return filled(template, room, id)
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("*", "%2A");
    }

    private static String filled(String template, String room, String id) {
        return template.replace("{room}", encoded(room)).replace("{id}", encoded(id));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
