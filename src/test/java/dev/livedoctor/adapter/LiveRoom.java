package dev.livedoctor.adapter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Series of live rooms, scraped each 15 seconds, in the text format of OpenMetrics. */
final class LiveRoom {
    private final Map<String, List<String>> samples = new TreeMap<>();

    /** The gauge or counter {@code series}, such as {@code viewers{room="a"}}, has these values, one each 15 seconds. */
    LiveRoom scraped(String series, Instant from, double... values) {
        for (int i = 0; i < values.length; i++) {
            String family = series.substring(0, series.indexOf('{'));
            samples.computeIfAbsent(family, none -> new ArrayList<>())
                    .add(series + " " + values[i] + " "
                            + from.plusSeconds(15L * i).getEpochSecond());
        }
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        samples.forEach((family, lines) -> {
            String name = family.replaceFirst("_(total|bucket)$", "");
            String type = family.endsWith("_total") ? "counter" : "gauge";
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }
}
