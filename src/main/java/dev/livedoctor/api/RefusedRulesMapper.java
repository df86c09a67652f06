package dev.livedoctor.api;

import dev.livedoctor.ruleset.RulePackException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Tells a client every complaint of the rules that it sent. */
@Provider
public class RefusedRulesMapper extends ExceptionMapperBase<RulePackException> {

    @Override
    protected HttpProblem toProblem(RulePackException e) {
        return Problems.of(e);
    }
}
