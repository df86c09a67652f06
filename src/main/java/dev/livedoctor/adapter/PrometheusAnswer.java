package dev.livedoctor.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Prometheus server answered to an instant query.
 *
 * @param samples in no order
 */
record PrometheusAnswer(List<Sample> samples) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build());
    }

    private static final String OF_THE_QUERY = "PromQL ";

    /**
     * A value of one series.
     *
     * @param labels by name
     * @param value perhaps no number, or infinite
     */
    record Sample(Map<String, String> labels, double value) {}

    /** An answer that cannot be used; the message says why. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    /**
     * Reads {@code body}.
     *
     * @param most samples that it may have
     * @throws UnusableException where it is an error, or has more
     * @throws SourceUnavailableException where it is none, or not of all that is stored
     */
    static PrometheusAnswer of(String body, int most) throws UnusableException {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new SourceUnavailableException("The answer is not JSON. Maybe something else answers there?");
        }
        if (!tree.path("status").asText().equals("success")) {
            if (tree.has("error")) {
                throw new UnusableException(tree.path("error").asText());
            }
            throw new SourceUnavailableException("The answer has no status. Maybe something else answers there?");
        }
        for (JsonNode warning : tree.path("warnings")) {
            // Thanos and Mimir warn where some of their stores do not answer; what they say of the query itself is
            // another thing.
            if (!warning.asText().startsWith(OF_THE_QUERY)) {
                throw new SourceUnavailableException("The answer is not whole: " + warning.asText());
            }
        }
        JsonNode result = tree.path("data").path("result");
        String type = tree.path("data").path("resultType").asText();
        if (!type.equals("vector")) {
            throw new UnusableException(
                    "the answer is a " + type + ". Maybe sum by ($by) ( … ), which gives a vector?");
        }
        if (result.size() > most) {
            throw new UnusableException(
                    "the answer has " + result.size() + " series, " + most + " at most are read. Maybe sum by ($by)?");
        }
        List<Sample> samples = new ArrayList<>(result.size());
        for (JsonNode one : result) {
            Map<String, String> labels = new HashMap<>();
            one.path("metric")
                    .fields()
                    .forEachRemaining(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(new Sample(labels, number(one.path("value").path(1).asText())));
        }
        return new PrometheusAnswer(samples);
    }

    /** As Go writes it. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
