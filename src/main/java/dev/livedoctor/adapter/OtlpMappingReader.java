package dev.livedoctor.adapter;

import dev.livedoctor.adapter.OtlpMapping.Merge;
import dev.livedoctor.adapter.OtlpMapping.OtlpMetric;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Unit;
import dev.livedoctor.ruleset.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads what metrics of OpenTelemetry mean. */
final class OtlpMappingReader {
    private static final int MOST_SLICES = 50;

    private OtlpMappingReader() {}

    static OtlpMapping read(YamlValue file, RulePack pack) {
        file.allow("room", "window", "attributes", "room-attributes", "metrics", "slices");
        List<String> room =
                file.at("room").oneOrMore().stream().map(YamlValue::text).toList();
        if (room.isEmpty()) {
            file.at("room").complain(ComplaintCode.MISSING_VALUE, "no attribute names the room.", "room: live.room?");
        }
        Map<AttributeDefinition, String> described = new LinkedHashMap<>();
        file.at("room-attributes")
                .fields()
                .forEach((name, value) -> MappingYaml.attribute(name, value, pack)
                        .ifPresent(found -> described.put(found, value.text())));
        List<OtlpMetric> metrics = new ArrayList<>();
        file.at("metrics").fields().forEach((name, value) -> metric(name, value, pack, metrics));
        if (metrics.isEmpty()) {
            file.at("metrics")
                    .complain(ComplaintCode.MISSING_VALUE, "no metric is taken.", "audience.viewers: live.viewers?");
        }
        List<Map<String, String>> slices = new ArrayList<>();
        for (YamlValue slice : file.at("slices").items()) {
            slice.allow("by");
            slices.add(MappingYaml.dimensions(slice.at("by")));
        }
        if (slices.size() > MOST_SLICES) {
            file.at("slices").complain(ComplaintCode.TOO_MANY, "there are more than " + MOST_SLICES + ".", "fewer?");
        }
        return new OtlpMapping(
                room,
                MappingYaml.time(file.at("window"), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1)),
                MappingYaml.attributes(file.at("attributes"), pack),
                described,
                metrics,
                slices);
    }

    private static void metric(String name, YamlValue value, RulePack pack, List<OtlpMetric> metrics) {
        if (value.isText()) {
            MappingYaml.mapped(name, value, pack)
                    .ifPresent(mapped -> metrics.add(new OtlpMetric(
                            mapped, value.text(), null, Map.of(), usual(mapped.unit()), OptionalDouble.empty())));
            return;
        }
        value.allow("metric", "per", "where", "merge", "quantile", "unit", "scale");
        String metric = value.at("metric").text();
        YamlValue per = value.at("per");
        Map<String, String> where = new HashMap<>();
        value.at("where").fields().forEach((attribute, wanted) -> where.put(attribute, wanted.text()));
        YamlValue quantile = value.at("quantile");
        double share = quantile.number(0);
        if (quantile.present() && !(share > 0 && share <= 1)) {
            quantile.complain(ComplaintCode.OUT_OF_RANGE, share + " is not a quantile.", "0.5, which is the median?");
        }
        MappingYaml.mapped(name, value, pack)
                .ifPresent(mapped -> metrics.add(new OtlpMetric(
                        mapped,
                        metric,
                        per.present() ? per.text() : null,
                        where,
                        value.at("merge").present() ? value.at("merge").constant(Merge.class) : usual(mapped.unit()),
                        quantile.present() ? OptionalDouble.of(share) : OptionalDouble.empty())));
    }

    /** Viewers of regions add up, delays do not, and what is connected is so as a whole. */
    private static Merge usual(Unit unit) {
        return switch (unit) {
            case COUNT, GAUGE -> Merge.SUM;
            case FLAG -> Merge.MIN;
            default -> Merge.MEAN;
        };
    }
}
