package dev.livedoctor.alert;

import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is measured in a room of the simulator, healthy or not. */
final class Simulated {
    private Simulated() {}

    /** What a fault does to the metrics. */
    record Fault(String cause, Map<String, Double> metrics) {}

    static final List<Fault> FAULTS = List.of(
            new Fault(
                    "UPLINK_CONGESTED",
                    Map.of(
                            "playback.stall_ratio", 0.09,
                            "ingest.video_kbps", 2400.0,
                            "ingest.dropped_frame_ratio", 0.12,
                            "ingest.packet_loss_ratio", 0.07)),
            new Fault(
                    "ENCODER_OVERLOADED",
                    Map.of(
                            "playback.stall_ratio", 0.09,
                            "ingest.frame_rate", 20.0,
                            "ingest.skipped_frame_ratio", 0.18,
                            "ingest.host_cpu_ratio", 0.97)),
            new Fault(
                    "PAYMENT_PROVIDER_DOWN",
                    Map.of(
                            "commerce.orders", 36.0,
                            "commerce.payment_timeout_ratio", 0.61,
                            "commerce.payment_decline_ratio", 0.09)),
            new Fault("CDN_NODE_FAULT", Map.of()));

    private static Map<String, Double> healthy(Random random, double crowd) {
        Map<String, Double> metrics = new HashMap<>(Map.of(
                "audience.viewers", 6_000 * crowd,
                "audience.entries", 2_000 * crowd,
                "ingest.connected", 1.0,
                "ingest.video_kbps", 3_950.0,
                "ingest.target_video_kbps", 4_000.0,
                "ingest.frame_rate", 30.0,
                "ingest.target_frame_rate", 30.0,
                "playback.stall_ratio", 0.006,
                "ingest.dropped_frame_ratio", 0.001,
                "ingest.skipped_frame_ratio", 0.001));
        metrics.putAll(Map.of(
                "ingest.packet_loss_ratio", 0.002,
                "ingest.host_cpu_ratio", 0.5,
                "commerce.product_impressions", 20_000 * crowd,
                "commerce.product_clicks", 2_000 * crowd,
                "commerce.add_to_carts", 300 * crowd,
                "commerce.checkouts", 150 * crowd,
                "commerce.payment_attempts", 120 * crowd,
                "commerce.orders", 110 * crowd,
                "commerce.payment_timeout_ratio", 0.01,
                "commerce.payment_decline_ratio", 0.04));
        metrics.replaceAll((name, value) -> switch (name) {
            case "ingest.target_video_kbps", "ingest.target_frame_rate", "ingest.connected" -> value;
            case "ingest.video_kbps", "ingest.frame_rate" -> value * (1 + 0.01 * random.nextGaussian());
            default -> value * (1 + 0.08 * random.nextGaussian());
        });
        // Who pays has tried to.
        double paid = 0.92 * (1 + 0.02 * random.nextGaussian());
        metrics.put("commerce.orders", Math.min(1, paid) * metrics.get("commerce.payment_attempts"));
        return metrics;
    }

    private static List<Slice> slices(Map<String, Double> room, boolean nodeFails, Random random) {
        List<Slice> slices = new ArrayList<>();
        for (String node : List.of("jkt-1", "jkt-2", "sin-1")) {
            boolean bad = nodeFails && node.equals("jkt-2");
            slices.add(new Slice(
                    Map.of("cdn_node", node),
                    Map.of(
                            "audience.viewers",
                            room.get("audience.viewers") / 3,
                            "playback.stall_ratio",
                            bad ? 0.2 : 0.006 * (1 + 0.1 * random.nextGaussian()),
                            "delivery.edge_error_ratio",
                            bad ? 0.14 : 0.001),
                    Map.of("playback.stall_ratio", 0.006, "delivery.edge_error_ratio", 0.001)));
        }
        return slices;
    }

    static MetricSnapshot snapshot(
            String room, Instant start, double crowd, Map<String, Double> usual, List<Fault> faults, Random random) {
        Map<String, Double> metrics = healthy(random, crowd);
        faults.forEach(fault -> fault.metrics()
                .forEach((name, value) -> metrics.put(name, name.equals("commerce.orders") ? value * crowd : value)));
        boolean node = faults.stream().anyMatch(fault -> fault.cause().equals("CDN_NODE_FAULT"));
        if (node) {
            metrics.put("playback.stall_ratio", 0.07);
            metrics.put("delivery.edge_error_ratio", 0.047);
        }
        return new MetricSnapshot(
                room,
                new Window(start, start.plusSeconds(60)),
                metrics,
                Map.of("stream.transport", "flv"),
                usual,
                Map.of(),
                slices(metrics, node, random),
                List.of());
    }

    /** What the room is usually like, by the hour, as far as it is known. */
    static Map<String, Double> usual(boolean known, boolean weekend) {
        Map<String, Double> usual = new HashMap<>(Map.of("playback.stall_ratio", 0.006));
        if (known) {
            double crowd = weekend ? 1.6 : 1.0;
            usual.putAll(Map.of(
                    "audience.viewers", 6_000 * crowd,
                    "audience.entries", 2_000 * crowd,
                    "commerce.product_clicks", 2_000 * crowd,
                    "commerce.add_to_carts", 300 * crowd,
                    "commerce.orders", 110 * crowd));
        }
        return usual;
    }

    /** How full the room is: it takes a quarter of an hour to fill, and as long to empty. */
    static double tide(int minute, int length) {
        return Math.min(1, 0.1 + 0.9 * Math.min(minute, length - minute) / 15.0);
    }
}
