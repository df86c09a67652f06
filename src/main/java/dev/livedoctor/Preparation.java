package dev.livedoctor;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Prepared;
import dev.livedoctor.ruleset.RulePack;
import java.nio.file.Path;

/** A step of the build: reads the shipped pack, so that no start has to. */
public final class Preparation {
    private Preparation() {}

    /** Works below the folder of classes that is the one argument. */
    public static void main(String... arguments) {
        Path classes = Path.of(arguments[0]);
        RulePack pack = PackReader.read(PackReader.files(classes.resolve("rules")));
        Prepared.write(pack, classes);
        DroolsRuleCompiler.prepare(pack, classes);
    }
}
