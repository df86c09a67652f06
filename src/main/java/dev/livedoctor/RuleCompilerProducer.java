package dev.livedoctor;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.RuleCompiler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Who compiles rules. */
final class RuleCompilerProducer {
    private RuleCompilerProducer() {}

    @Produces
    @Singleton
    static RuleCompiler compiler() {
        return new DroolsRuleCompiler();
    }
}
