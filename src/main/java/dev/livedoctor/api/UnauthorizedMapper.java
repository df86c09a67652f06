package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** Tells a client to present a key. */
@Provider
@Priority(Problems.BEFORE_THE_LIBRARY)
public class UnauthorizedMapper extends ExceptionMapperBase<UnauthorizedException> {

    @Override
    protected HttpProblem toProblem(UnauthorizedException e) {
        return Problems.unauthorized(
                "This needs an API key or a token. Maybe Authorization: Bearer with the key of the first start?");
    }
}
