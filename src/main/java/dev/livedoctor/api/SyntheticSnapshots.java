package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.livedoctor.ruleset.Metric;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Thresholds;
import dev.livedoctor.ruleset.Unit;
import dev.livedoctor.snapshot.WellKnown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** Makes up valid snapshots, sick and healthy ones, that use every metric of a pack now and then. The same seed gives the same ones. */
final class SyntheticSnapshots {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_SLICES = 9;
    /** Share of the metrics that a snapshot has, and of those that are bad. */
    private static final double PRESENT = 0.3;

    private static final double BAD = 0.15;

    private final RulePack pack;
    private final Random random;

    SyntheticSnapshots(RulePack pack, long seed) {
        this.pack = pack;
        this.random = new Random(seed);
    }

    byte[] next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("room", "warm-up");
            json.writeObjectFieldStart("window");
            json.writeStringField("start", "2026-11-22T13:04:00Z");
            json.writeStringField("end", "2026-11-22T13:05:00Z");
            json.writeEndObject();
            json.writeObjectFieldStart("attributes");
            json.writeStringField(WellKnown.TIMEZONE, "Asia/Jakarta");
            json.writeEndObject();
            metrics(json, "metrics", PRESENT, BAD);
            metrics(json, "baseline", PRESENT / 2, 0);
            json.writeArrayFieldStart("slices");
            for (int slice = random.nextInt(MOST_SLICES); slice > 0; slice--) {
                json.writeStartObject();
                json.writeObjectFieldStart("dimensions");
                json.writeStringField("region", "region-" + slice % 3);
                json.writeStringField("cdn_node", "node-" + slice);
                json.writeEndObject();
                metrics(json, "metrics", PRESENT / 4, slice == 1 ? 1 : 0);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void metrics(JsonGenerator json, String field, double present, double bad) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField(WellKnown.VIEWERS, 2_000 + random.nextInt(2_000));
        for (Metric metric : pack.metrics().values()) {
            if (random.nextDouble() < present && !metric.name().equals(WellKnown.VIEWERS)) {
                double value = value(metric, random.nextDouble() < bad);
                json.writeNumberField(metric.name(), metric.unit().admits(value) ? value : 0);
            }
        }
        json.writeEndObject();
    }

    private double value(Metric metric, boolean bad) {
        if (metric.unit() == Unit.FLAG) {
            return bad ? 0 : 1;
        }
        Thresholds.Bounds bounds = pack.thresholds().bounds().get(metric.name());
        if (bounds == null) {
            return 1;
        }
        double high = bounds.base().high();
        double low = bounds.base().low();
        if (Double.isNaN(high)) {
            return Double.isNaN(low) ? 1 : bad ? low / 2 : low * 1.2;
        }
        return bad ? high * 1.5 : Double.isNaN(low) ? high / 2 : (low + high) / 2;
    }
}
