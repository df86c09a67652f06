package dev.livedoctor.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a service holds, after its garbage collector ran twice. */
record Memory(long heap, long metaspace, long classes) {
    private static final byte[] METRICS = Connection.get("/q/metrics");

    static Memory of(Service service, Path java) throws IOException, InterruptedException {
        // Twice, since what has a cleaner goes with the second one only.
        for (int i = 0; i < 2; i++) {
            List<String> command = List.of(java.resolveSibling("jcmd").toString(), Long.toString(service.pid()), "GC.run");
            if (new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
                throw new IOException(command + " failed. Maybe " + java + " is no JDK?");
            }
        }
        try (Connection connection = new Connection(service.port())) {
            connection.exchange(METRICS);
            String metrics = connection.answer();
            return new Memory(
                    sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
                    sum(metrics, "jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\""),
                    sum(metrics, "jvm_classes_loaded_classes "));
        }
    }

    @Override
    public String toString() {
        return String.format("%.1f, %.1f, %,d", heap / 1e6, metaspace / 1e6, classes);
    }

    private static long sum(String metrics, String beginning) {
        return (long) metrics.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
