package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client to come back later. */
@Provider
public class OverloadedMapper extends ExceptionMapperBase<OverloadedException> {

    @Override
    protected HttpProblem toProblem(OverloadedException e) {
        return Problems.of(e);
    }
}
