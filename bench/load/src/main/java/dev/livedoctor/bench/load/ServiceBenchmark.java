package dev.livedoctor.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads a diagnosis, the standard echo of the same request and the answer by hand, in turns, and prints what each costs. */
final class ServiceBenchmark {
    private static final int ECHO_PORT = 18_081;
    private static final int SERVICE_PORT = 18_082;
    private static final String ECHO = "echo";
    private static final String BY_HAND = "by-hand";

    /** A saturated round, and one at half its rate. */
    private record Pair(Round full, Round half) {
        double cpu() {
            return full.cpuMicrosPerRequest();
        }

        double p50() {
            return half.percentileMillis(0.5);
        }

        double p99() {
            return half.percentileMillis(0.99);
        }
    }

    private ServiceBenchmark() {}

    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.read();
        try (Service echo = Service.start(settings.javas().get(0), settings.flags(), settings.echo(), ECHO_PORT);
                Service service = Service.start(settings.javas().get(0), settings.flags(), settings.service(), SERVICE_PORT)) {
            System.out.printf(
                    "%d rounds of %d s, %,d requests of warm-up, %s%n",
                    settings.rounds(), settings.seconds().toSeconds(), settings.warmUp(), String.join(" ", settings.flags()));
            for (Map.Entry<String, byte[]> body : settings.bodies().entrySet()) {
                print(body.getKey(), measure(settings, List.of(
                        Endpoint.of("/" + ECHO, echo, body.getValue()),
                        Endpoint.of("/" + BY_HAND, echo, body.getValue()),
                        Endpoint.of("/diagnose", service, body.getValue()))));
            }
        }
    }

    private static Map<String, List<Pair>> measure(Settings settings, List<Endpoint> endpoints) throws Exception {
        for (Endpoint endpoint : endpoints) {
            endpoint.warmUp(settings.warmUp());
        }
        Map<String, List<Pair>> rounds = new LinkedHashMap<>();
        for (int i = 0; i < settings.rounds(); i++) {
            for (Endpoint endpoint : endpoints) {
                Round full = endpoint.saturate(settings.seconds());
                Round half = endpoint.pace(full.requestsPerSecond() / 2, settings.seconds());
                rounds.computeIfAbsent(endpoint.name(), name -> new ArrayList<>()).add(new Pair(full, half));
            }
        }
        return rounds;
    }

    private static void print(String request, Map<String, List<Pair>> rounds) {
        List<Pair> echo = rounds.get(ECHO);
        List<Pair> byHand = rounds.get(BY_HAND);
        System.out.printf(
                "%n| %s | requests/s | CPU µs per request | CPU to echo | CPU to by-hand | p50 ms | p99 ms | p99 to echo |%n"
                        + "|---|--:|--:|--:|--:|--:|--:|--:|%n",
                request);
        rounds.forEach((name, own) -> System.out.printf(
                "| %s | %,.0f | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                name,
                Median.of(own, pair -> pair.full().requestsPerSecond()),
                Median.of(own, Pair::cpu),
                Median.ofRatios(own, echo, Pair::cpu),
                Median.ofRatios(own, byHand, Pair::cpu),
                Median.of(own, Pair::p50),
                Median.of(own, Pair::p99),
                Median.ofRatios(own, echo, Pair::p99)));
    }
}
