package dev.livedoctor;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.BuildTimeCache;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.RulePackException;
import java.nio.file.Path;

/** A step of the build: puts the shipped pack to every test and keeps what came of it, so that no start has to. */
public final class BuildTimeCacheWriter {
    private BuildTimeCacheWriter() {}

    /** Works below the folder of classes that is the one argument. */
    public static void main(String... arguments) {
        Path classes = Path.of(arguments[0]);
        DroolsRuleCompiler compiler = new DroolsRuleCompiler();
        Check check = Check.of(PackReader.files(classes.resolve("rules")), compiler);
        if (!check.complaints().isEmpty()) {
            throw new RulePackException(check.complaints());
        }
        RulePack pack = check.ruleset().orElseThrow().pack();
        BuildTimeCache.write(pack, classes);
        compiler.prepare(pack, classes);
    }
}
