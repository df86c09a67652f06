package dev.livedoctor.history;

import java.time.Instant;

/** A release that a snapshot of the room told of: its type, such as {@code release.deployed}, and its note, maybe empty. */
public record ReleaseEvent(RoomInfo place, Instant at, String type, String note) {}
