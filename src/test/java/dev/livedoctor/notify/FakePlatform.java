package dev.livedoctor.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A platform on this machine that answers as a test says. It notes every call before it answers. */
public final class FakePlatform implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Function<Call, Answer> script = call -> answer(200, "ok");

    /** One call. */
    public record Call(String uri, Headers headers, String body) {
        /** A field of a body of JSON. */
        public String field(String pointer) {
            try {
                return new ObjectMapper().readTree(body).at(pointer).asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is done with a call. */
    @FunctionalInterface
    public interface Answer {
        /** Answers, or not. */
        void to(HttpExchange exchange) throws IOException;
    }

    /** Listens on any port. */
    public FakePlatform() {
        this(0);
    }

    /** Listens on {@code port}. */
    public FakePlatform(int port) {
        server = listen(port);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Call call = new Call(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(body, StandardCharsets.UTF_8));
            Answer answer = script.apply(call);
            calls.add(call);
            answer.to(exchange);
        });
        server.start();
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers from now on as {@code next} says. */
    public void script(Function<Call, Answer> next) {
        script = next;
    }

    /** An answer with {@code status} and {@code body}. */
    public static Answer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    /** The same with headers. */
    public static Answer answer(int status, String body, Map<String, String> headers) {
        return exchange -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Nothing, and the line is cut. */
    public static Answer cut() {
        return HttpExchange::close;
    }

    /** Nothing at all until the end. */
    public Answer hang() {
        return exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** Where it listens, with {@code path}. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What came, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Of each call {@code field}. */
    public List<String> fields(String pointer) {
        return calls.stream().map(call -> call.field(pointer)).toList();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
