package dev.livedoctor.api;

import dev.livedoctor.history.HistoryUnavailableException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that nothing was kept, and to come back later. */
@Provider
public class HistoryUnavailableMapper extends ExceptionMapperBase<HistoryUnavailableException> {

    @Override
    protected HttpProblem toProblem(HistoryUnavailableException e) {
        return Problems.of(e);
    }
}
