package dev.livedoctor.api;

import dev.livedoctor.history.ConflictingWindowException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that it has said something else of the window before. */
@Provider
public class OtherContentMapper extends ExceptionMapperBase<ConflictingWindowException> {

    @Override
    protected HttpProblem toProblem(ConflictingWindowException e) {
        return Problems.of(e);
    }
}
