package dev.livedoctor.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Calls the outside. The name is resolved, the address is checked, and just that address is called, so that a name that points
 * elsewhere a moment later leads nowhere; redirects are answers and not followed. Each call has a connection of its own.
 *
 * <p>It has a Vert.x of its own: what watches the service's Vert.x puts the paths of calls, which are secrets, into metrics and traces.
 */
public final class OutboundClient implements AutoCloseable {
    private static final int MOST_ANSWER = 16 * 1024;
    /** Many targets may lie on one host, and none may wait until another that hangs is given up; callers bound their own rate. */
    private static final int AT_ONCE = 1_024;
    /** How many names are resolved at once: only as many hanging ones hold up the others. */
    private static final int RESOLVERS = 64;

    private final EgressPolicy egress;
    private final Duration timeout;
    private final Vertx vertx;
    private final HttpClient client;

    /** A client that goes where {@code egress} allows and waits as long as {@code timeout} for a name and for an answer. */
    public OutboundClient(EgressPolicy egress, Duration timeout) {
        this.egress = egress;
        this.timeout = timeout;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(RESOLVERS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(AT_ONCE)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
    }

    /**
     * Posts {@code body}; {@code attempt}, from 0, chooses among the addresses of the destination. Fails with an {@link
     * UnreachableException}.
     */
    public CompletionStage<HttpReply> post(Destination to, Map<String, String> headers, byte[] body, int attempt) {
        return post(to, headers, body, attempt, MOST_ANSWER);
    }

    /** Posts {@code body}, and reads at most {@code most} bytes of the answer. */
    public CompletionStage<HttpReply> post(
            Destination to, Map<String, String> headers, byte[] body, int attempt, int most) {
        return send(HttpMethod.POST, to, headers, body, attempt, most);
    }

    /** Gets {@code most} bytes of what is there. Fails with an {@link UnreachableException}. */
    public CompletionStage<HttpReply> get(Destination from, Map<String, String> headers, int attempt, int most) {
        return send(HttpMethod.GET, from, headers, new byte[0], attempt, most);
    }

    private CompletionStage<HttpReply> send(
            HttpMethod method, Destination to, Map<String, String> headers, byte[] body, int attempt, int most) {
        return vertx.executeBlocking(() -> egress.resolve(to), false)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .compose(addresses -> call(method, to, pick(addresses, attempt), headers, body, most))
                .recover(failure -> Future.failedFuture(reason(failure)))
                .toCompletionStage();
    }

    private static InetAddress pick(List<InetAddress> addresses, int attempt) {
        return addresses.get(attempt % addresses.size());
    }

    private Future<HttpReply> call(
            HttpMethod method,
            Destination to,
            InetAddress address,
            Map<String, String> headers,
            byte[] body,
            int most) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, to.port())))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.isTls())
                .setURI(to.requestUri());
        headers.forEach(options::putHeader);
        Future<HttpClientRequest> opened = client.request(options);
        return opened.compose(request -> request.send(Buffer.buffer(body)).compose(response -> read(response, most)))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(
                        done -> opened.onSuccess(request -> request.connection().close()));
    }

    private static Future<HttpReply> read(HttpClientResponse response, int most) {
        Promise<HttpReply> reply = Promise.promise();
        Buffer body = Buffer.buffer();
        Map<String, String> headers = response.headers().entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, other) -> one));
        response.exceptionHandler(reply::tryFail);
        response.endHandler(end -> reply.tryComplete(reply(response, headers, body, most)));
        response.handler(piece -> {
            body.appendBuffer(piece);
            if (body.length() >= most) {
                reply.tryComplete(reply(response, headers, body, most));
            }
        });
        return reply.future();
    }

    private static HttpReply reply(HttpClientResponse response, Map<String, String> headers, Buffer body, int most) {
        return new HttpReply(
                response.statusCode(),
                headers,
                body.getString(0, Math.min(body.length(), most), StandardCharsets.UTF_8.name()));
    }

    /** In our own words: those of libraries quote the path. */
    private UnreachableException reason(Throwable failure) {
        if (failure instanceof UnreachableException unreachable) {
            return unreachable;
        }
        if (failure instanceof TimeoutException) {
            return new UnreachableException("no answer within " + timeout.toMillis() + " ms", false);
        }
        if (failure instanceof SSLException) {
            return new UnreachableException("its certificate or its TLS is not to be trusted", false);
        }
        if (failure instanceof ConnectException) {
            return new UnreachableException("nobody listens there", false);
        }
        return new UnreachableException(
                "the line was cut (" + failure.getClass().getSimpleName() + ")", false);
    }

    @Override
    public void close() {
        client.close().compose(closed -> vertx.close());
    }
}
