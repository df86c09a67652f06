package dev.livedoctor.history;

import java.time.Instant;

/**
 * A cause that was confirmed or likely in an hour of a room.
 *
 * @param place the room
 * @param start when the hour begins
 * @param cause its code
 * @param scope whom it concerned, {@code cdn_node=jkt-2}; {@code room} where it was everybody
 * @param minutes in windows that it was found in
 * @param confidence the highest
 */
public record CauseHour(RoomInfo place, Instant start, String cause, String scope, double minutes, double confidence) {}
