package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client, should it still be there, that its body did not arrive. */
@Provider
public class IncompleteBodyMapper extends ExceptionMapperBase<IncompleteBodyException> {

    @Override
    protected HttpProblem toProblem(IncompleteBodyException e) {
        return Problems.of(e);
    }
}
