package dev.livedoctor.api;

import dev.livedoctor.history.OtherContentException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that it has said something else of the window before. */
@Provider
public class OtherContentMapper extends ExceptionMapperBase<OtherContentException> {

    @Override
    protected HttpProblem toProblem(OtherContentException e) {
        return Problems.of(e);
    }
}
