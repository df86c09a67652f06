package dev.livedoctor.ruleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.diagnosis.Leaf;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** A minute of a room, of which somebody says which scopes were to blame for its stalls. */
record LabelledCase(MetricSnapshot snapshot, List<Scope> labels) {
    private static final String VIEWERS = "audience.viewers";
    private static final String STALLS = "playback.stall_ratio";

    /** The cases in a gzipped file of JSON lines, each with {@code request} (a snapshot with slices) and {@code scopes} (the labels). */
    static List<LabelledCase> read(Path path) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<LabelledCase> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = json.readTree(line);
                cases.add(new LabelledCase(
                        Snapshots.of(row.get("request")),
                        StreamSupport.stream(row.get("scopes").spliterator(), false)
                                .map(LabelledCase::scope)
                                .toList()));
            }
        }
        return cases;
    }

    private static Scope scope(JsonNode pairs) {
        Map<String, String> dimensions = new HashMap<>();
        pairs.properties()
                .forEach(pair -> dimensions.put(pair.getKey(), pair.getValue().asText()));
        return Scope.of(dimensions);
    }

    String room() {
        return snapshot.room();
    }

    double viewers() {
        return snapshot.metrics().getOrDefault(VIEWERS, 0.0);
    }

    /** Stalling viewers above the usual, in the whole room. */
    double excess() {
        return (snapshot.metrics().getOrDefault(STALLS, 0.0) - usualRatio()) * viewers();
    }

    double usualRatio() {
        return snapshot.baseline().getOrDefault(STALLS, Double.NaN);
    }

    List<Leaf> leaves() {
        return snapshot.slices().stream()
                .map(slice -> {
                    double viewers = slice.metrics().getOrDefault(VIEWERS, 0.0);
                    return new Leaf(
                            slice.dimensions(),
                            viewers,
                            viewers * slice.metrics().getOrDefault(STALLS, 0.0),
                            viewers * slice.baseline().getOrDefault(STALLS, Double.NaN));
                })
                .toList();
    }

    /** Usual viewers, leaf by leaf. */
    List<Double> usualViewers() {
        return snapshot.slices().stream()
                .map(Slice::baseline)
                .map(baseline -> baseline.getOrDefault(VIEWERS, 0.0))
                .toList();
    }
}
