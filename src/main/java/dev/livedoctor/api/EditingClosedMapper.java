package dev.livedoctor.api;

import dev.livedoctor.reload.EditingClosedException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client why the rules cannot be changed here. */
@Provider
public class EditingClosedMapper extends ExceptionMapperBase<EditingClosedException> {

    @Override
    protected HttpProblem toProblem(EditingClosedException e) {
        return Problems.of(e);
    }
}
