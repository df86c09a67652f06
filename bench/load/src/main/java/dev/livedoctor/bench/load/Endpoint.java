package dev.livedoctor.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Something that is loaded: one request to one path of a service, over 32 connections with a thread each.
 *
 * @param name in the table
 * @param request head and body
 */
record Endpoint(String name, Service service, byte[] request) {
    private static final int CONNECTIONS = 32;

    static Endpoint of(String path, Service service, byte[] body) {
        return new Endpoint(path.substring(1), service, Connection.post(path, body));
    }

    /** Sends {@code requests} and forgets how long they took. */
    void warmUp(int requests) throws Exception {
        AtomicInteger left = new AtomicInteger(requests);
        load((connection, index, begin) -> closedLoop(connection, () -> left.getAndDecrement() > 0));
    }

    /** Sends a request on each connection as soon as the one before is answered: as many as the service can take. */
    Round saturate(Duration duration) throws Exception {
        return load((connection, index, begin) -> {
            long end = begin + duration.toNanos();
            return closedLoop(connection, () -> System.nanoTime() < end);
        });
    }

    /**
     * Sends requests at a fixed rate, whatever the answers do. Each latency counts from when its request was due: one that had to wait
     * because the one before it was slow is slow, too, so no omission is coordinated with the service.
     *
     * @param rate requests per second
     */
    Round pace(double rate, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        return pace(rate, due -> due < end, () -> true);
    }

    /**
     * The same for as long as {@code more} says of the time when the next request is due.
     *
     * @param counts asked when a request is due; the others are sent and left out
     */
    Round pace(double rate, LongPredicate more, BooleanSupplier counts) throws Exception {
        return load((connection, index, begin) -> {
            double gap = CONNECTIONS / rate * 1e9;
            // Connections take turns rather than send all at once.
            long first = begin + (long) (gap * index / CONNECTIONS);
            Latencies latencies = new Latencies();
            for (long i = 0, due = first; more.test(due); i++, due = first + (long) (i * gap)) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                boolean counted = counts.getAsBoolean();
                send(connection);
                if (counted) {
                    latencies.add(System.nanoTime() - due);
                }
            }
            return latencies;
        });
    }

    /** What one connection does. */
    @FunctionalInterface
    private interface Work {
        Latencies run(Connection connection, int index, long begin) throws IOException;
    }

    private Round load(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new Connection(service.port()));
            }
            Duration cpu = service.cpu();
            long begin = System.nanoTime();
            List<Future<Latencies>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int index = i;
                running.add(threads.submit(() -> work.run(connections.get(index), index, begin)));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<Latencies> one : running) {
                all.add(one.get().toArray());
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            Duration used = service.cpu().minus(cpu);
            return new Round(all.stream().flatMapToLong(LongStream::of).toArray(), elapsed, used);
        } catch (ExecutionException e) {
            throw new IOException("/" + name + " failed", e.getCause());
        } finally {
            threads.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private Latencies closedLoop(Connection connection, BooleanSupplier more) throws IOException {
        Latencies latencies = new Latencies();
        while (more.getAsBoolean()) {
            long sent = System.nanoTime();
            send(connection);
            latencies.add(System.nanoTime() - sent);
        }
        return latencies;
    }

    private void send(Connection connection) throws IOException {
        int status = connection.exchange(request);
        if (status != 200) {
            throw new IOException("/" + name + " answered " + connection.answer());
        }
    }

    /** A growing array of nanoseconds. */
    private static final class Latencies {
        private long[] values = new long[1 << 10];
        private int count;

        void add(long nanos) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = nanos;
        }

        long[] toArray() {
            return Arrays.copyOf(values, count);
        }
    }
}
