package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which room was asked for last in which channel, in memory. */
final class LastRooms {
    private static final int MOST_CHANNELS = 10_000;

    private final Map<String, String> rooms = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_CHANNELS;
        }
    };

    synchronized void put(Platform platform, String channel, String room) {
        rooms.put(platform + " " + channel, room);
    }

    synchronized Optional<String> of(Platform platform, String channel) {
        return Optional.ofNullable(rooms.get(platform + " " + channel));
    }
}
