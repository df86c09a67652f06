package dev.livedoctor.snapshot;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that was changed or happened in the room or on the platform.
 *
 * @param at when
 * @param type a dotted name such as {@code release.deployed}
 * @param note free text
 */
public record RoomEvent(Instant at, String type, @Nullable String note) {
    private static final Set<String> ENDS = Set.of("broadcast.ended", "stream.ended", "live.ended");

    /** Whether the host ended the broadcast, on purpose. */
    public boolean endsBroadcast() {
        return ENDS.contains(type);
    }
}
