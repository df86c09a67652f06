package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client where its text stops being JSON. */
@Provider
public class MalformedJsonMapper extends ExceptionMapperBase<MalformedJsonException> {

    @Override
    protected HttpProblem toProblem(MalformedJsonException e) {
        return Problems.of(e);
    }
}
