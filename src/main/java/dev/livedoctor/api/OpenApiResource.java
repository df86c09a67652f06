package dev.livedoctor.api;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Serves the OpenAPI document. */
@PermitAll
@Path("/openapi{ending: (\\.(json|ya?ml))?}")
public class OpenApiResource {
    private static final String JSON = "json";

    /** Made when somebody asks, not at start. */
    private static final class Holder {
        static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
    }

    /** The OpenAPI document, as YAML unless JSON is asked for by the ending, by {@code format} or by the header. */
    @GET
    public RestResponse<byte[]> document(
            @PathParam("ending") String ending,
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers) {
        boolean json = ending.isEmpty()
                ? format == null ? accepts(headers, JSON) : format.equalsIgnoreCase(JSON)
                : ending.endsWith(JSON);
        return RestResponse.ResponseBuilder.ok(json ? Holder.DOCUMENT.json() : Holder.DOCUMENT.yaml())
                .header(HttpHeaders.CONTENT_TYPE, json ? MediaType.APPLICATION_JSON : "application/yaml;charset=UTF-8")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static boolean accepts(HttpHeaders headers, String subtype) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> type.getSubtype().equals(subtype));
    }
}
