package dev.livedoctor.history;

import java.time.Instant;

/**
 * The viewers of a room who share a value of a dimension, in an hour.
 *
 * @param place the room
 * @param start when the hour begins
 * @param value such as ID-JK
 * @param watched viewer-minutes, where exits were counted
 * @param exits viewers who left
 * @param seen viewer-minutes, where stalls were measured
 * @param lost viewer-minutes of these that were spent waiting
 */
public record SliceHour(
        RoomInfo place, Instant start, String value, double watched, double exits, double seen, double lost) {

    /** Dimensions that are kept for longer than the windows. Stored by their order: new ones go to the end. */
    public enum Dimension {
        REGION("region"),
        APP_VERSION("app_version");

        private final String text;

        Dimension(String text) {
            this.text = text;
        }

        /** As slices name it. */
        public String text() {
            return text;
        }
    }

    record Key(Dimension dimension, String value) {}
}
