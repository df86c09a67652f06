package dev.livedoctor.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads a whole body within the limit. Quarkus has a limit of its own, but that answers without problem details and holds for streams,
 * too.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RequestBodyReader implements ServerMessageBodyReader<RequestBody> {
    /** A client that has to send all of its body first reads our answer; beyond this it is cut off. */
    private static final long MOST_SKIPPED = 64L << 20;

    private final int limit;

    RequestBodyReader(ApiConfig config) {
        this.limit = Math.toIntExact(config.bodyLimit().asLongValue());
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == RequestBody.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == RequestBody.class;
    }

    @Override
    public RequestBody readFrom(
            Class<RequestBody> type, Type genericType, MediaType mediaType, ServerRequestContext context) {
        return read(context.getInputStream());
    }

    @Override
    public RequestBody readFrom(
            Class<RequestBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream) {
        return read(stream);
    }

    private RequestBody read(InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(limit);
            if (bytes.length == limit && stream.read() >= 0) {
                stream.skip(MOST_SKIPPED);
                throw new ContentTooLargeException("A body", limit);
            }
            return new RequestBody(bytes);
        } catch (IOException e) {
            throw new IncompleteBodyException(e);
        }
    }
}
