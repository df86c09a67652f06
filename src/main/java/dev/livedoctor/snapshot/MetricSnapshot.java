package dev.livedoctor.snapshot;

import java.util.List;
import java.util.Map;

/**
 * What was measured of one room in one window. A metric that is absent was not measured: it is neither zero nor healthy.
 *
 * @param room the room's name, 1 to 128 characters
 * @param window the time that the counts and shares cover
 * @param metrics metric name to value, in the unit of the metric catalog
 * @param attributes attribute name to {@link String}, {@link Double} or {@link Boolean}
 * @param baseline metric name to what it usually is in this room at this local hour
 * @param previous metric name to its value in the window before
 * @param slices the same metrics by dimension values: a leaf table of several dimensions, or one table per dimension
 * @param events what was changed or happened around the window
 */
public record MetricSnapshot(
        String room,
        Window window,
        Map<String, Double> metrics,
        Map<String, Object> attributes,
        Map<String, Double> baseline,
        Map<String, Double> previous,
        List<Slice> slices,
        List<RoomEvent> events) {}
