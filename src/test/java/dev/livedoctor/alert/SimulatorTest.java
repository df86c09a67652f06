package dev.livedoctor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.ruleset.Shipped;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Rooms that broadcast every evening, longer and with more viewers at the weekend, with noise in what is measured. Each evening has one fault,
 * which begins and ends when it wants to, and on some evenings nothing comes for a while. What is asked of the alerts: how soon, how often
 * for nothing, the right cause, and the end.
 */
class SimulatorTest {
    private static final int ROOMS = 6;
    private static final int DAYS = 10;
    /** After which it is known what is usual. */
    private static final int SESSIONS = 5;

    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");

    /** What a fault does to the metrics. */
    private record Fault(String cause, Map<String, Double> metrics) {}

    private static final List<Fault> FAULTS = List.of(
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

    /** A fault that was put in: by the time of the windows. */
    private record Injected(Fault fault, Instant from, Instant to) {}

    /** Nothing came from the one time to the other, though the broadcast went on. */
    private record Outage(Instant from, Instant to) {
        boolean has(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    private final List<Double> minutesToAlert = new ArrayList<>();
    private final List<Double> minutesToClose = new ArrayList<>();
    private int injected;
    private int found;
    private int rightCause;
    private int rightEnd;
    private int outages;
    private int missed;
    private final Map<String, Integer> forNothing = new TreeMap<>();

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

    private static MetricSnapshot snapshot(
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
    private static Map<String, Double> usual(boolean known, boolean weekend) {
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
    private static double tide(int minute, int length) {
        return Math.min(1, 0.1 + 0.9 * Math.min(minute, length - minute) / 15.0);
    }

    /** {@code watched} by the clock, or else filled up from the past. */
    private void simulate(int number, int days, boolean watched) {
        simulate(number, days, watched, false);
    }

    /** With {@code tides}, the room knows what is usual, fills and empties by itself, and ends when it wants to. */
    private void simulate(int number, int days, boolean watched, boolean tides) {
        Random random = new Random(number);
        String name = "room-" + number;
        Given.Room room = new Given.Room();
        List<Injected> all = new ArrayList<>();
        List<Outage> silent = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            boolean weekend = day % 7 > 4;
            int length = (weekend ? 300 : 180) + (tides ? random.nextInt(40) : 0);
            Instant begin = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(12 * 60 + random.nextInt(10)));
            int at = 30 + random.nextInt(90);
            Injected one = new Injected(
                    FAULTS.get((number + day) % FAULTS.size()),
                    begin.plus(Duration.ofMinutes(at)),
                    begin.plus(Duration.ofMinutes(at + 10 + random.nextInt(15))));
            all.add(one);
            int lost = at + 40;
            boolean breaks = (number + day) % 4 == 0;
            Outage outage = breaks ? outage(begin, random) : new Outage(begin, begin);
            if (outage.has(one.from()) || outage.has(one.to().plus(Duration.ofMinutes(5)))) {
                // What nobody sees cannot be asked for.
                outage = new Outage(begin, begin);
                breaks = false;
            }
            if (breaks) {
                silent.add(outage);
            }
            for (int minute = 0; minute < length; minute++) {
                Instant start = begin.plus(Duration.ofMinutes(minute));
                double crowd = (weekend ? 1.6 : 1.0)
                        * (tides ? tide(minute, length) : 0.7 + 0.6 * Math.sin(Math.PI * minute / length));
                boolean fails = !start.isBefore(one.from()) && start.isBefore(one.to());
                boolean glitch = random.nextInt(200) == 0;
                List<Fault> faults = fails ? List.of(one.fault()) : glitch ? List.of(FAULTS.get(0)) : List.of();
                if (outage.has(start)) {
                    if (watched) {
                        room.silent(start);
                    }
                } else if (minute != lost) {
                    MetricSnapshot snapshot =
                            snapshot(name, start, crowd, usual(tides && day >= SESSIONS, weekend), faults, random);
                    room.see(Sightings.of(
                            "report",
                            Shipped.ruleset().diagnose(snapshot),
                            snapshot,
                            room.state.open(),
                            SightingsTest.TRAITS));
                }
            }
            Instant end = begin.plus(Duration.ofMinutes(length));
            if (watched) {
                room.silent(end.plus(Duration.ofMinutes(6))).silent(end.plus(Duration.ofHours(3)));
            }
        }
        judge(room, all, silent);
    }

    /** Of minutes or hours; it may last until the broadcast is over. */
    private static Outage outage(Instant begin, Random random) {
        Instant from = begin.plus(Duration.ofMinutes(20 + random.nextInt(140)));
        return new Outage(from, from.plus(Duration.ofMinutes(10 + random.nextInt(random.nextBoolean() ? 30 : 240))));
    }

    private void judge(Given.Room room, List<Injected> all, List<Outage> silent) {
        Map<Long, Episode> left = new TreeMap<>(room.episodes);
        outages += silent.size();
        for (Outage one : silent) {
            List<Episode> during = left.values().stream()
                    .filter(episode -> episode.kind() == Kind.TELEMETRY_GAP
                            && !episode.opened().isBefore(one.from())
                            && !episode.opened().isAfter(one.from().plus(Duration.ofMinutes(10))))
                    .toList();
            during.forEach(episode -> left.remove(episode.id()));
            missed += during.isEmpty() ? 1 : 0;
        }
        injected += all.size();
        for (Injected one : all) {
            List<Episode> during = left.values().stream()
                    .filter(episode -> !episode.opened().isBefore(one.from())
                            && !episode.opened().isAfter(one.to().plus(Duration.ofMinutes(2))))
                    .toList();
            during.forEach(episode -> left.remove(episode.id()));
            if (during.isEmpty()) {
                continue;
            }
            found++;
            Episode first = during.get(0);
            minutesToAlert.add(minutes(one.from(), first.opened()));
            rightCause += during.stream()
                            .anyMatch(episode ->
                                    episode.cause().equals(one.fault().cause()))
                    ? 1
                    : 0;
            rightEnd += first.ending() != null && first.ending().by() == Ending.By.RECOVERED ? 1 : 0;
            minutesToClose.add(minutes(one.to(), first.closed()));
            during.stream().skip(1).forEach(this::forNothing);
        }
        left.values().forEach(this::forNothing);
    }

    private void forNothing(Episode episode) {
        forNothing.merge(episode.cause(), 1, Integer::sum);
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 60.0;
    }

    private static double most(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    private static double mean(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private double forNothingPerDay() {
        return forNothing.values().stream().mapToInt(Integer::intValue).sum() / (double) (ROOMS * DAYS);
    }

    private String said(String which, double perDay) {
        String said = String.format(
                "%s: %d faults: %d found, %d with the right cause, %d with the right end; minutes to alert %.1f on average"
                        + " and %.1f at most, to close %.1f and %.1f; %d of %d outages missed; %.2f alerts for nothing per room"
                        + " and day %s",
                which,
                injected,
                found,
                rightCause,
                rightEnd,
                mean(minutesToAlert),
                most(minutesToAlert),
                mean(minutesToClose),
                most(minutesToClose),
                missed,
                outages,
                perDay,
                forNothing);
        java.util.logging.Logger.getLogger("simulator").info(said);
        return said;
    }

    private void assertFound(String said) {
        assertFaultsFound(said);
        assertTrue(most(minutesToClose) <= 5, said);
        // Some begin about the usual end, or last until it.
        assertTrue(missed * 3 <= outages, said);
    }

    private void assertFaultsFound(String said) {
        assertEquals(injected, found, said);
        assertEquals(injected, rightCause, said);
        assertEquals(injected, rightEnd, said);
        assertTrue(most(minutesToAlert) <= 3, said);
    }

    @Test
    void findsFaultsSoonAndNothingElse() {
        for (int room = 0; room < ROOMS; room++) {
            simulate(room, DAYS, true);
        }
        double perDay = forNothingPerDay();
        String said = said("watched", perDay);
        assertFound(said);
        // Each room is silent for the first time on two evenings before its rhythm is known.
        assertTrue(perDay <= 0.25, said);
    }

    @Test
    void findsTheSameInThePast() {
        for (int room = 0; room < ROOMS; room++) {
            simulate(room, DAYS, false);
        }
        double perDay = forNothingPerDay();
        String said = said("filled up", perDay);
        assertFound(said);
        assertTrue(perDay <= 0.05, said);
    }

    /** What is usual is known by the hour, and each broadcast begins and ends with less. */
    @Test
    void findsTheSameInRoomsThatFillAndEmpty() {
        for (int room = 0; room < ROOMS; room++) {
            simulate(room, DAYS, false, true);
        }
        double perDay = forNothingPerDay();
        String said = said("with tides", perDay);
        assertFaultsFound(said);
        // A glitch after a fault keeps it open.
        assertTrue(mean(minutesToClose) <= 4, said);
        assertTrue(perDay <= 0.05, said);
    }
}
