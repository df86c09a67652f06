package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client how much would have been accepted. */
@Provider
public class ContentTooLargeMapper extends ExceptionMapperBase<ContentTooLargeException> {

    @Override
    protected HttpProblem toProblem(ContentTooLargeException e) {
        return Problems.of(e);
    }
}
