package dev.livedoctor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to measure; every part is a system property of the same name.
 *
 * @param rounds per endpoint, of which the median counts
 * @param seconds of each round
 * @param warmUp requests before the first round that counts
 * @param flags of every service's JVM
 * @param echo the packaged echo
 * @param service the packaged service
 * @param requests folder of the requests
 * @param javas java executables
 */
record Settings(
        int rounds, Duration seconds, int warmUp, List<String> flags, Path echo, Path service, Path requests, List<Path> javas) {

    static Settings read() {
        return new Settings(
                Integer.getInteger("rounds", 5),
                Duration.ofSeconds(Integer.getInteger("seconds", 10)),
                Integer.getInteger("warmUp", 20_000),
                // What the service's image runs with: 60 % of the pod's 768 MiB.
                words(System.getProperty("flags", "-XX:+UseParallelGC -XX:NewRatio=1 -Xmx460m")),
                Path.of(System.getProperty("echo")).toAbsolutePath(),
                Path.of(System.getProperty("service")).toAbsolutePath(),
                Path.of(System.getProperty("requests")).toAbsolutePath(),
                words(System.getProperty("javas", Path.of(System.getProperty("java.home"), "bin", "java").toString())).stream()
                        .map(Path::of)
                        .toList());
    }

    /** The bodies to send by file name, a small one first. */
    Map<String, byte[]> bodies() throws IOException {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        for (String file : List.of("snapshot.json", "snapshot-healthy.json", "snapshot-40.json")) {
            bodies.put(file, Files.readAllBytes(requests.resolve(file)));
        }
        return bodies;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isBlank()).toList();
    }
}
