package dev.livedoctor.bench.echo;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The same parse, validation and serialization as a diagnosis by the standard means, and nothing in between. */
@Path("/echo")
public class EchoResource {

    /** Gives the request back, on the event loop as the service does it. */
    @POST
    @NonBlocking
    public EchoRequest echo(@Valid EchoRequest request) {
        return request;
    }
}
