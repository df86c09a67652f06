package dev.livedoctor.adapter;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.livedoctor.access.Roles;
import dev.livedoctor.history.HistoryUnavailableException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Where metrics of OpenTelemetry come in, by OTLP over HTTP: binary or JSON, as it is or gzipped. */
@Path(OtlpResource.PATH)
@Blocking
@RolesAllowed(Roles.RECORD)
public class OtlpResource {
    static final String PATH = "/otlp/v1/metrics";
    /** Decoded. An empty point of two bytes takes 70 in memory, and in JSON more. */
    static final int MOST_BYTES = 4 << 20;

    private static final int MOST_ELEMENTS_OF_JSON = 500_000;
    private static final BodyDecoder.Bulkhead BULKHEAD = new BodyDecoder.Bulkhead(2);
    private static final String PROTOBUF = "application/x-protobuf";
    /** Field 2 of google.rpc.Status, in which OTLP has its errors. */
    private static final int STATUS_MESSAGE = 2;

    private final Adapters adapters;

    OtlpResource(Adapters adapters) {
        this.adapters = adapters;
    }

    /** Takes metrics; what could not be used is said as a partial success. */
    @POST
    @Consumes({PROTOBUF, MediaType.APPLICATION_JSON})
    public Response take(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding) {
        OtlpSource source = adapters.otlp().orElseThrow(() -> SourceProblems.notConfigured(SourceType.OTLP));
        boolean json = type.startsWith(MediaType.APPLICATION_JSON);
        try {
            byte[] bytes = BodyDecoder.read(body, encoding, MOST_BYTES);
            OtlpRejections rejections = BULKHEAD.deal(() -> source.take(parse(bytes, json), DigestUtils.sha256(bytes)));
            return Response.ok(success(rejections, json), json ? MediaType.APPLICATION_JSON : PROTOBUF)
                    .build();
        } catch (InvalidProtocolBufferException e) {
            return failure(Response.Status.BAD_REQUEST, "No metrics in OTLP: " + e.getMessage(), json);
        } catch (BodyDecoder.RefusedException e) {
            return failure(e.status(), String.valueOf(e.getMessage()), json);
        } catch (HistoryUnavailableException | SourceUnavailableException e) {
            return failure(Response.Status.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()), json);
        }
    }

    private static ExportMetricsServiceRequest parse(byte[] bytes, boolean json) throws InvalidProtocolBufferException {
        if (!json) {
            return ExportMetricsServiceRequest.parseFrom(bytes);
        }
        if (elements(bytes) > MOST_ELEMENTS_OF_JSON) {
            throw new InvalidProtocolBufferException(
                    "it has more than " + MOST_ELEMENTS_OF_JSON + " elements. Maybe several requests?");
        }
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(new String(bytes, StandardCharsets.UTF_8), request);
        } catch (StackOverflowError e) {
            throw new InvalidProtocolBufferException("it is nested too deep");
        }
        return request.build();
    }

    /** About, without making any. */
    private static int elements(byte[] json) {
        int elements = 0;
        for (byte one : json) {
            if (one == ',' || one == '{' || one == '[') {
                elements++;
            }
        }
        return elements;
    }

    private static byte[] success(OtlpRejections rejections, boolean json) {
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (!rejections.reasons().isEmpty()) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejections.points())
                    .setErrorMessage(rejections.reasons()));
        }
        if (!json) {
            return response.build().toByteArray();
        }
        try {
            return JsonFormat.printer()
                    .omittingInsignificantWhitespace()
                    .print(response)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response failure(Response.StatusType status, String message, boolean json) {
        Response.ResponseBuilder response = Response.status(status);
        if (status.getStatusCode() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeString(STATUS_MESSAGE, message);
            out.flush();
            return json
                    ? response.entity(Map.of("message", message))
                            .type(MediaType.APPLICATION_JSON)
                            .build()
                    : response.entity(bytes.toByteArray()).type(PROTOBUF).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
