package dev.livedoctor.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the platforms where answers are sent to. */
final class FakeChat implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** What was sent. */
    record Sent(String path, String authorization, String body) {}

    FakeChat(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** Answers the next {@code count} calls with 500. */
    void fail(int count) {
        failures.set(count);
    }

    /** What was sent next. */
    Sent next() throws InterruptedException {
        return Optional.ofNullable(sent.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        String path = exchange.getRequestURI().getPath();
        byte[] answer = (path.endsWith("tenant_access_token/internal")
                        ? "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-1\",\"expire\":7200}"
                        : path.startsWith("/open-apis") ? "{\"code\":0,\"msg\":\"success\"}" : "ok")
                .getBytes(StandardCharsets.UTF_8);
        sent.add(new Sent(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
