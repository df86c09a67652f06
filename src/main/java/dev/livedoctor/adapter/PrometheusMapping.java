package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.AttributeDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a Prometheus server, and what its answers mean.
 *
 * @param window how long a window is
 * @param delay how long after its end it is asked for, so that late scrapes are there
 * @param catchUp how far back windows are asked for after an outage
 * @param roomLabel the label with the room's name
 * @param attributes of all rooms
 * @param questions everything that is asked for a window
 */
record PrometheusMapping(
        Duration window,
        Duration delay,
        Duration catchUp,
        String roomLabel,
        Map<String, Object> attributes,
        List<Question> questions) {

    /**
     * One query.
     *
     * @param query PromQL
     * @param answer what it is about
     */
    record Question(String query, Answer answer) {}

    /** What the samples of an answer are. */
    sealed interface Answer {}

    /**
     * Values of a metric.
     *
     * @param mapped the metric
     * @param dimensions dimension to label; empty where it is of the whole room
     */
    record OfMetric(MappedMetric mapped, Map<String, String> dimensions) implements Answer {}

    /**
     * Labels that are an attribute of the room.
     *
     * @param attribute which
     * @param label its label
     */
    record OfAttribute(AttributeDefinition attribute, String label) implements Answer {}
}
