package dev.livedoctor.api;

import dev.livedoctor.notify.OutboxFullException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Answers 503 if the outbox is full: nothing was accepted for delivery. */
@Provider
public class OutboxFullMapper extends ExceptionMapperBase<OutboxFullException> {

    @Override
    protected HttpProblem toProblem(OutboxFullException e) {
        return Problems.of(e);
    }
}
