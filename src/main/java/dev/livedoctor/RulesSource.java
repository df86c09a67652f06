package dev.livedoctor;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.reload.LiveRules;
import dev.livedoctor.reload.RulesReloader;
import dev.livedoctor.ruleset.BuildTimeCache;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the rules come from. It can be opened while Quarkus starts on another core.
 *
 * @param live the rules in force
 * @param reloader that they lie in; empty where they are those of the jar
 */
record RulesSource(LiveRules live, Optional<RulesReloader> reloader) {
    private static final AtomicReference<Begun> BEGUN = new AtomicReference<>();

    private record Begun(Optional<Path> directory, CompletableFuture<RulesSource> source) {}

    /** Begins to open {@code directory}, or the jar where that is empty. */
    static void begin(Optional<Path> directory) {
        CompletableFuture<RulesSource> source = new CompletableFuture<>();
        BEGUN.set(new Begun(directory, source));
        source.completeAsync(
                () -> open(directory, new DroolsRuleCompiler(), Clock.systemUTC()),
                task -> new Thread(task, "rules").start());
    }

    /**
     * The one that was begun, for the first who asks for the same, else a new one.
     *
     * @throws RulePackException with every complaint, where the rules in {@code directory} are not fit for it; perhaps as a cause
     */
    static RulesSource of(Optional<Path> directory, RuleCompiler compiler, Clock clock) {
        Begun begun = BEGUN.getAndSet(null);
        return begun != null && begun.directory().equals(directory)
                ? begun.source().join()
                : open(directory, compiler, clock);
    }

    private static RulesSource open(Optional<Path> directory, RuleCompiler compiler, Clock clock) {
        Optional<RulesReloader> reloader = directory.map(path -> RulesReloader.open(path, compiler, clock));
        return new RulesSource(
                reloader.map(RulesReloader::live).orElseGet(() -> LiveRules.fixed(shipped(compiler), clock)), reloader);
    }

    private static Ruleset shipped(RuleCompiler compiler) {
        return BuildTimeCache.pack()
                .map(pack -> Ruleset.of(pack, compiler))
                .orElseGet(() -> Ruleset.load(ShippedRules.files(), compiler));
    }
}
