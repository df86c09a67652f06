package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Locale;

/** Names of rooms. */
public record RoomNames(
        List<String> rooms,

        @JsonPropertyDescription("how many match, listed or not")
        int matching) {
    private static final int MOST = 60;

    static RoomNames of(List<String> all, String search) {
        String part = search.strip().toLowerCase(Locale.ROOT);
        List<String> matching = all.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return new RoomNames(matching.stream().limit(MOST).toList(), matching.size());
    }
}
