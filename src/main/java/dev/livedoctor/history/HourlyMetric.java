package dev.livedoctor.history;

import java.time.Instant;

/**
 * What a metric was in an hour of a room.
 *
 * @param place the room
 * @param start when the hour begins
 * @param windows that had it
 * @param total over them
 */
public record HourlyMetric(RoomInfo place, Instant start, int windows, double total) {}
