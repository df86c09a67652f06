package dev.livedoctor.adapter;

import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.HttpReply;
import dev.livedoctor.outbound.OutboundClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A server that is asked over HTTP, within the bounds of what may be called. */
final class SourceClient {
    /** Of an answer. */
    private static final int MOST_BYTES = 32 << 20;

    private final OutboundClient client;
    private final String url;
    private final boolean plain;
    private final Supplier<Map<String, String>> headers;
    private int attempt;

    /**
     * @param url where its paths begin
     * @param plain whether plain http may go to the networks that are allowed, too
     * @param headers that each request has
     */
    SourceClient(OutboundClient client, String url, boolean plain, Supplier<Map<String, String>> headers) {
        this.client = client;
        this.url = url.strip().replaceFirst("/+$", "");
        this.plain = plain;
        this.headers = headers;
    }

    /** Posts {@code body} to {@code path}; fails with a {@link SourceUnavailableException}. */
    HttpReply post(String path, String type, String body) {
        Map<String, String> all = new HashMap<>(headers.get());
        all.put("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return await(
                client.post(Destination.of(url + path, plain), all, bytes, attempt++ & Integer.MAX_VALUE, MOST_BYTES));
    }

    /** Gets what is at {@code path}; fails with a {@link SourceUnavailableException}. */
    HttpReply get(String path) {
        return await(client.get(
                Destination.of(url + path, plain), headers.get(), attempt++ & Integer.MAX_VALUE, MOST_BYTES));
    }

    private HttpReply await(CompletionStage<HttpReply> call) {
        try {
            return call.toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SourceUnavailableException(this + " could not be called: " + cause.getMessage() + ".");
        }
    }

    @Override
    public String toString() {
        return Destination.of(url, plain).toString();
    }
}
