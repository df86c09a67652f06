package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Localiser;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Limits;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Rooms that nobody has seen: any metrics of a catalog with values around their bounds, attributes, baselines, slices and events. */
public final class RandomSnapshots {
    private static final Instant END = Instant.parse("2026-11-22T13:05:00Z");
    private static final List<String> EVENTS = List.of(
            "product.pinned",
            "encoder.restarted",
            "release.deployed",
            "policy.violation",
            "campaign.started",
            "maintenance");

    private final RulePack pack;
    private final Random random;
    private final Abstraction abstraction;

    /** Rooms that the metrics and attributes of {@code pack} can describe. */
    public RandomSnapshots(RulePack pack, Random random) {
        this.pack = pack;
        this.random = random;
        this.abstraction = new Abstraction(pack, new Localiser());
    }

    /** What rules read of the next room. */
    public List<Fact> facts() {
        return abstraction.assess(next()).facts();
    }

    /** The next room. */
    public MetricSnapshot next() {
        // Half of the rooms are sick all over, half of them here and there.
        double sick = random.nextBoolean() ? random.nextDouble() : 0.05;
        double measured = 0.1 + 0.8 * random.nextDouble();
        Map<String, Double> metrics = metrics(measured, sick);
        metrics.put("audience.viewers", (double)
                (random.nextInt(10) == 0 ? random.nextInt(40) : 100 + random.nextInt(20_000)));
        metrics.putIfAbsent("audience.entries", (double) random.nextInt(2_000));
        return new MetricSnapshot(
                "random",
                new Window(END.minusSeconds(random.nextInt(5) == 0 ? 600 : 60), END),
                metrics,
                attributes(),
                random.nextBoolean() ? around(metrics, 0.2) : Map.of(),
                random.nextBoolean() ? around(metrics, 0.5) : Map.of(),
                random.nextInt(3) == 0 ? slices(metrics, sick) : List.of(),
                events());
    }

    private Map<String, Double> metrics(double measured, double sick) {
        Map<String, Double> metrics = new TreeMap<>();
        for (Metric metric : pack.metrics().values()) {
            if (random.nextDouble() < measured) {
                metrics.put(metric.name(), value(metric, random.nextDouble() < sick));
            }
        }
        return metrics;
    }

    private double value(Metric metric, boolean bad) {
        Bounds bounds = pack.thresholds().bounds().get(metric.name());
        Limits limits = bounds == null ? Limits.NONE : bounds.base();
        boolean up = metric.worse() == Worse.HIGH || metric.worse() != Worse.LOW && random.nextBoolean();
        double bound = up ? limits.high() : limits.low();
        double severe = Double.isNaN(limits.severe()) ? bound : limits.severe();
        double off = (random.nextInt(3) == 0 ? severe : bound) * (1 + (up == bad ? 1 : -1) * 0.6 * random.nextDouble());
        double value =
                switch (metric.unit()) {
                    case FLAG -> bad == (metric.worse() == Worse.HIGH) ? 1 : 0;
                    case RATIO -> Double.isNaN(off) ? random.nextDouble() : Math.min(1, Math.max(0, off));
                    case COUNT, GAUGE -> Double.isNaN(off) ? random.nextInt(500) : Math.rint(Math.max(0, off));
                    case DB, NUMBER -> Double.isNaN(off) ? random.nextGaussian() * 10 : off;
                    default -> Double.isNaN(off) ? random.nextInt(5_000) : Math.max(0, off);
                };
        return metric.unit().admits(value) ? value : 0;
    }

    private Map<String, Object> attributes() {
        Map<String, Object> attributes = new TreeMap<>();
        for (AttributeDefinition attribute : pack.attributes().values()) {
            if (!attribute.derived() && random.nextInt(3) == 0) {
                attributes.put(
                        attribute.name(),
                        switch (attribute.type()) {
                            case FLAG -> random.nextBoolean();
                            case NUMBER -> (double) random.nextInt(random.nextBoolean() ? 5 : 200);
                            case ENUM ->
                                attribute
                                        .values()
                                        .get(random.nextInt(attribute.values().size()));
                            case TEXT -> text(attribute.name());
                        });
            }
        }
        attributes.remove("maintenance");
        return attributes;
    }

    private String text(String attribute) {
        List<String> texts =
                switch (attribute) {
                    case "room.timezone" -> List.of("Asia/Jakarta", "America/New_York", "Europe/Berlin", "Mars/Base");
                    case "room.language", "room.audience_language" -> List.of("en", "zh-CN", "id");
                    default -> List.of("ID", "beauty", "live fashion", "other");
                };
        return texts.get(random.nextInt(texts.size()));
    }

    private Map<String, Double> around(Map<String, Double> metrics, double change) {
        Map<String, Double> around = new LinkedHashMap<>();
        metrics.forEach((name, value) -> {
            double factor = random.nextInt(3) == 0
                    ? 1
                    : random.nextInt(3) == 0 ? 3 * random.nextDouble() : 1 + change * random.nextGaussian();
            Metric metric = pack.metrics().get(name);
            double moved = metric.unit() == Unit.COUNT || metric.unit() == Unit.GAUGE
                    ? Math.rint(value * factor)
                    : value * factor;
            if (random.nextInt(5) > 0 && metric.unit().admits(moved)) {
                around.put(name, moved);
            }
        });
        return around;
    }

    private List<Slice> slices(Map<String, Double> room, double sick) {
        List<String> dimensions = new ArrayList<>(
                List.of("region", "isp", "cdn", "cdn_node", "device", "app_version", "traffic_source", "rendition"));
        java.util.Collections.shuffle(dimensions, random);
        int columns = 1 + random.nextInt(2);
        int values = 2 + random.nextInt(3);
        int guilty = random.nextInt(values);
        List<Slice> slices = new ArrayList<>();
        for (int row = 0; row < Math.pow(values, columns); row++) {
            Map<String, String> names = new LinkedHashMap<>();
            for (int column = 0, rest = row; column < columns; column++, rest /= values) {
                names.put(dimensions.get(column), "v" + rest % values);
            }
            boolean hit = row % values == guilty;
            Map<String, Double> metrics = new LinkedHashMap<>();
            room.forEach((name, value) -> {
                Metric metric = pack.metrics().get(name);
                if (metric.derivation() == null && !metric.group().equals("ingest") && random.nextInt(4) > 0) {
                    metrics.put(
                            name,
                            value(metric, hit ? random.nextDouble() < Math.max(sick, 0.5) : random.nextInt(20) == 0));
                }
            });
            metrics.put("audience.viewers", Math.rint(room.get("audience.viewers") / Math.pow(values, columns)));
            slices.add(new Slice(names, metrics, random.nextInt(3) == 0 ? around(metrics, 0.2) : Map.of()));
        }
        return slices;
    }

    private List<RoomEvent> events() {
        List<RoomEvent> events = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            events.add(new RoomEvent(
                    END.minusSeconds(random.nextInt(7_200)), EVENTS.get(random.nextInt(EVENTS.size())), null));
        }
        return events;
    }
}
