package dev.livedoctor.api;

import dev.livedoctor.notify.OutboxFullException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that nobody will be told, as that could not be promised. */
@Provider
public class OutboxFullMapper extends ExceptionMapperBase<OutboxFullException> {

    @Override
    protected HttpProblem toProblem(OutboxFullException e) {
        return Problems.of(e);
    }
}
