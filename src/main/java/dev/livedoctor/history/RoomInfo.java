package dev.livedoctor.history;

import org.jspecify.annotations.Nullable;

/**
 * A room, and what is told of where it is at home.
 *
 * @param room its name
 * @param zone IANA zone of its audience
 * @param category what it sells
 * @param market the country of its audience
 */
public record RoomInfo(
        String room,
        @Nullable String zone,
        @Nullable String category,
        @Nullable String market) {}
