package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that what it presented is not good. */
@Provider
@Priority(Problems.BEFORE_THE_LIBRARY)
public class AuthenticationFailedMapper extends ExceptionMapperBase<AuthenticationFailedException> {

    @Override
    protected HttpProblem toProblem(AuthenticationFailedException e) {
        return Problems.unauthorized("The API key or token is not good. Maybe it is expired or revoked?");
    }
}
