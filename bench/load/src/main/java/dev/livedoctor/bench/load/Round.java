package dev.livedoctor.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What one round of load showed.
 *
 * @param latencies of every request in nanoseconds, ascending
 * @param elapsed from the first request to the last answer
 * @param cpu what the service's process used meanwhile
 */
record Round(long[] latencies, Duration elapsed, Duration cpu) {

    Round {
        Arrays.sort(latencies);
    }

    /** Both rounds as one. */
    Round and(Round other) {
        return new Round(
                LongStream.concat(LongStream.of(latencies), LongStream.of(other.latencies)).toArray(),
                elapsed.plus(other.elapsed),
                cpu.plus(other.cpu));
    }

    double requestsPerSecond() {
        return latencies.length / (elapsed.toNanos() / 1e9);
    }

    double cpuMicrosPerRequest() {
        return cpu.toNanos() / 1e3 / latencies.length;
    }

    /** The latency in milliseconds that {@code share} of the requests did not exceed. */
    double percentileMillis(double share) {
        return latencies[(int) Math.ceil(share * latencies.length) - 1] / 1e6;
    }
}
