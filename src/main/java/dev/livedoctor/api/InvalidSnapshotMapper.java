package dev.livedoctor.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client everything that is wrong with its snapshot. */
@Provider
public class InvalidSnapshotMapper extends ExceptionMapperBase<InvalidSnapshotException> {

    @Override
    protected HttpProblem toProblem(InvalidSnapshotException e) {
        return Problems.of(e);
    }
}
