package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that its key is for something else. */
@Provider
@Priority(Problems.BEFORE_THE_LIBRARY)
public class ForbiddenMapper extends ExceptionMapperBase<ForbiddenException> {

    @Override
    protected HttpProblem toProblem(ForbiddenException e) {
        return Problems.forbidden();
    }
}
