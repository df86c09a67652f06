package dev.livedoctor.api;

import dev.livedoctor.history.WindowRefusedException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client that its window is too old, or in the future. */
@Provider
public class WindowRefusedMapper extends ExceptionMapperBase<WindowRefusedException> {

    @Override
    protected HttpProblem toProblem(WindowRefusedException e) {
        return Problems.of(e);
    }
}
