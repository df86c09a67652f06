package dev.livedoctor.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers messages that are JSON and no JSON-RPC, over which the protocol would stumble, or never answer. */
@ApplicationScoped
public class MessageCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Behind the {@link McpGuard}, and before the protocol. */
    private static final int ORDER = -1;

    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;

    /** What is wrong, as JSON-RPC numbers and words it. */
    private record Fault(int code, String message) {}

    void register(@Observes Router router) {
        router.post(McpGuard.PATH)
                .order(ORDER)
                .handler(BodyHandler.create(false))
                .handler(MessageCheck::check);
    }

    private static void check(RoutingContext request) {
        @Nullable JsonNode message = read(request);
        Optional<Fault> fault = message == null ? Optional.empty() : fault(message);
        if (fault.isEmpty()) {
            request.next();
            return;
        }
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", message == null ? null : message.get("id"));
        answer.putObject("error").put("code", fault.get().code).put("message", fault.get().message);
        boolean known = fault.get().code == INVALID_PARAMS;
        request.response()
                .setStatusCode((known ? HttpResponseStatus.OK : HttpResponseStatus.BAD_REQUEST).code())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.toString());
    }

    /** The message; null where it is no JSON, which the protocol itself says. */
    private static @Nullable JsonNode read(RoutingContext request) {
        try {
            return JSON.readTree(request.body().buffer().getBytes());
        } catch (IOException e) {
            return null;
        }
    }

    private static Optional<Fault> fault(JsonNode message) {
        if (message.isArray() && !message.isEmpty()) {
            for (JsonNode one : message) {
                Optional<Fault> fault = one.isArray() ? fault(JSON.nullNode()) : fault(one);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        }
        if (!message.isObject()) {
            return Optional.of(new Fault(INVALID_REQUEST, "A message is an object with jsonrpc, method and id."));
        }
        JsonNode params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            return Optional.of(new Fault(INVALID_PARAMS, "params must be an object."));
        }
        if (!message.path("method").asText().equals("tools/call")) {
            return Optional.empty();
        }
        JsonNode arguments = params.path("arguments");
        if (!params.path("name").isTextual()) {
            return Optional.of(new Fault(INVALID_PARAMS, "params.name must be the name of a tool. Maybe tools/list?"));
        }
        return arguments.isMissingNode() || arguments.isNull() || arguments.isObject()
                ? Optional.empty()
                : Optional.of(new Fault(INVALID_PARAMS, "params.arguments must be an object of names and values."));
    }
}
