package dev.livedoctor;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.Prepared;
import dev.livedoctor.ruleset.Ruleset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The ruleset of the pack in the jar, which can be made while Quarkus starts on another core. */
final class ShippedRuleset {
    private static final AtomicReference<CompletableFuture<Ruleset>> BEGUN = new AtomicReference<>();

    private ShippedRuleset() {}

    /** Begins to make it. */
    static void begin() {
        CompletableFuture<Ruleset> begun = new CompletableFuture<>();
        BEGUN.set(begun);
        begun.completeAsync(ShippedRuleset::load, task -> new Thread(task, "rules").start());
    }

    /** The one that was begun, for the first who asks, else a new one. */
    static Ruleset get() {
        return Optional.ofNullable(BEGUN.getAndSet(null))
                .map(CompletableFuture::join)
                .orElseGet(ShippedRuleset::load);
    }

    private static Ruleset load() {
        DroolsRuleCompiler compiler = new DroolsRuleCompiler();
        return Prepared.pack()
                .map(pack -> Ruleset.of(pack, compiler))
                .orElseGet(() -> Ruleset.load(ShippedRules.files(), compiler));
    }
}
