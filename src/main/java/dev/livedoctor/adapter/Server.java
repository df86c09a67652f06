package dev.livedoctor.adapter;

import dev.livedoctor.outbound.Courier;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A server that is asked over HTTP, within the bounds of what may be called. */
final class Server {
    /** Of an answer. */
    private static final int MOST_BYTES = 32 << 20;

    private final Courier courier;
    private final String url;
    private final boolean plain;
    private final Supplier<Map<String, String>> headers;
    private int attempt;

    /**
     * @param url where its paths begin
     * @param plain whether plain http may go to the networks that are allowed, too
     * @param headers that each request has
     */
    Server(Courier courier, String url, boolean plain, Supplier<Map<String, String>> headers) {
        this.courier = courier;
        this.url = url.strip().replaceFirst("/+$", "");
        this.plain = plain;
        this.headers = headers;
    }

    /** Posts {@code body} to {@code path}; fails with a {@link NoAnswerException}. */
    Reply post(String path, String type, String body) {
        Map<String, String> all = new HashMap<>(headers.get());
        all.put("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return await(
                courier.post(Destination.of(url + path, plain), all, bytes, attempt++ & Integer.MAX_VALUE, MOST_BYTES));
    }

    /** Gets what is at {@code path}; fails with a {@link NoAnswerException}. */
    Reply get(String path) {
        return await(courier.get(
                Destination.of(url + path, plain), headers.get(), attempt++ & Integer.MAX_VALUE, MOST_BYTES));
    }

    private Reply await(CompletionStage<Reply> call) {
        try {
            return call.toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NoAnswerException(this + " could not be called: " + cause.getMessage() + ".");
        }
    }

    @Override
    public String toString() {
        return Destination.of(url, plain).toString();
    }
}
