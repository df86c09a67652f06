package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.Incoming.Handshake;
import dev.livedoctor.command.RefusedCallException.Reason;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;

/** Where chat platforms call. Nobody needs a key: each call is signed, and refused where the signature is not right. */
@Path("/commands/{platform}")
@PermitAll
public class CommandsResource {
    private static final int LONGEST = 256 << 10;
    /** A platform that has to send all of its body first reads our answer; beyond this it is cut off. */
    private static final long MOST_SKIPPED = 64L << 20;

    private final PlatformEndpoints endpoints;
    private final CommandHandler handler;
    private final CommandMetrics metrics;

    CommandsResource(PlatformEndpoints endpoints, CommandHandler handler, CommandMetrics metrics) {
        this.endpoints = endpoints;
        this.handler = handler;
        this.metrics = metrics;
    }

    /** Answers in the platform's own form. */
    @POST
    public RestResponse<byte[]> receive(
            @PathParam("platform") String platform,
            InputStream body,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        PlatformEndpoint endpoint = endpoints.at(platform).orElseThrow(() -> closed(platform));
        try {
            Incoming incoming = endpoint.open(new SignedCall(headers::getHeaderString, read(body)));
            if (incoming instanceof Handshake handshake) {
                return answer(handshake.answer());
            }
            CallReply reply = reply(endpoint, (CommandRequest) incoming);
            request.addEndHandler(sent -> reply.later().run());
            return answer(reply.now());
        } catch (RefusedCallException e) {
            metrics.refused(endpoint.platform(), e.reason());
            if (e.status() == RestResponse.StatusCode.OK) {
                return answer(Handshake.NOTHING.answer());
            }
            throw problem(endpoint.platform(), e);
        }
    }

    private CallReply reply(PlatformEndpoint endpoint, CommandRequest call) {
        Answer answer = handler.answer(endpoint.platform(), endpoint.permissions(), call);
        metrics.answered(endpoint.platform(), call.command().verb(), answer.outcome());
        boolean chatter =
                answer.outcome() == Answer.Outcome.UNCLEAR && call.manner() == CommandRequest.Addressing.AMONG_OTHERS;
        return chatter ? CallReply.now(Handshake.NOTHING.answer()) : endpoint.reply(call, answer);
    }

    private static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length <= LONGEST) {
                return bytes;
            }
            body.skip(MOST_SKIPPED);
        } catch (IOException e) {
            throw new RefusedCallException(Reason.MALFORMED, "The body did not arrive whole.");
        }
        throw new RefusedCallException(Reason.OVERSIZED, "A call may have " + LONGEST + " bytes at most.");
    }

    private static RestResponse<byte[]> answer(byte[] body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .build();
    }

    private static HttpProblem closed(String platform) {
        return HttpProblem.builder()
                .withStatus(Status.NOT_FOUND)
                .withTitle("No commands from there")
                .withDetail("No commands of '" + Phrases.shown(platform)
                        + "' come in here. Maybe set its secret in livedoctor.commands?")
                .build();
    }

    private static HttpProblem problem(Platform platform, RefusedCallException e) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withStatus(e.status())
                .withTitle("Refused call")
                .withDetail(e.getMessage());
        if (e.status() == RestResponse.StatusCode.UNAUTHORIZED) {
            problem.withHeader(
                    HttpHeaders.WWW_AUTHENTICATE, "Signature realm=\"" + PlatformEndpoints.path(platform) + '"');
        }
        return problem.build();
    }
}
