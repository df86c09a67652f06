package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Evidence;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Symptom;
import dev.livedoctor.ruleset.RandomSnapshots;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * The shipped rules as Drools' own compiler understands them, with truth maintenance and everything: lowering, guards and stages must
 * conclude the same.
 */
class OracleTest {
    private static RulePack pack;
    private static List<Rule> rules;
    private static DroolsInference inference;
    private static KieContainer oracle;

    @BeforeAll
    static void build() {
        pack = Packs.shipped();
        rules = new ArrayList<>();
        pack.rules()
                .forEach((file, text) ->
                        rules.addAll(RuleReader.read(file, text, pack.vocabulary(), new ArrayList<>())));
        inference = DroolsRuleCompiler.within(() -> new DroolsInference(rules));
        oracle = DroolsRuleCompiler.within(OracleTest::compile);
    }

    private static KieContainer compile() {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        pack.rules().forEach((file, text) -> files.write("src/main/resources/rules/" + file, text));
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        assertEquals(List.of(), builder.getResults().getMessages());
        return services.newKieContainer(builder.getKieModule().getReleaseId());
    }

    @AfterAll
    static void close() {
        oracle.dispose();
    }

    /** What is said, without who said it. */
    private record Conclusions(Set<Object> symptoms, Set<Object> evidence) {

        static Conclusions of(Findings findings) {
            Conclusions conclusions = new Conclusions(new HashSet<>(), new HashSet<>());
            findings.symptoms().forEach(one -> conclusions.symptoms.add(anonymous(one)));
            findings.evidence()
                    .forEach(one -> conclusions.evidence.add(new Evidence(
                            one.cause(),
                            one.weight(),
                            one.supporting(),
                            one.scope(),
                            one.facts().stream().map(Conclusions::anonymous).toList(),
                            "")));
            return conclusions;
        }

        private static Fact anonymous(Fact fact) {
            return fact instanceof Symptom symptom ? symptom.withRule("") : fact;
        }
    }

    private static Conclusions ask(List<Fact> facts) {
        KieSession session = oracle.newKieSession();
        try {
            facts.forEach(session::insert);
            session.fireAllRules();
            List<Symptom> symptoms = new ArrayList<>();
            List<Evidence> evidence = new ArrayList<>();
            session.getObjects(Symptom.class::isInstance).forEach(one -> symptoms.add((Symptom) one));
            session.getObjects(Evidence.class::isInstance).forEach(one -> evidence.add((Evidence) one));
            // A room where nothing is wrong is asked for no causes.
            return Conclusions.of(new Findings(symptoms, symptoms.isEmpty() ? List.of() : evidence, List.of()));
        } finally {
            session.dispose();
        }
    }

    private static void compare(Supplier<List<Fact>> source, int rooms) {
        Set<String> fired = new HashSet<>();
        for (int i = 0; i < rooms; i++) {
            List<Fact> facts = source.get();
            Findings findings = inference.infer(facts);

            Conclusions asked = ask(facts);
            Conclusions concluded = Conclusions.of(findings);
            if (!asked.equals(concluded)) {
                assertEquals(
                        missing(asked.symptoms, concluded.symptoms),
                        missing(concluded.symptoms, asked.symptoms),
                        "symptoms " + i);
                assertEquals(
                        missing(asked.evidence, concluded.evidence),
                        missing(concluded.evidence, asked.evidence),
                        "evidence " + i);
            }
            findings.symptoms().forEach(one -> fired.add(one.rule()));
            findings.evidence().forEach(one -> fired.add(one.rule()));
        }
        // Silence on both sides proves nothing.
        assertTrue(fired.size() > 0.8 * rules.size(), fired.size() + " of " + rules.size() + " rules fired");
    }

    private static Set<Object> missing(Set<Object> from, Set<Object> in) {
        Set<Object> missing = new HashSet<>(from);
        missing.removeAll(in);
        return missing;
    }

    @Test
    void snapshotsGiveTheSame() {
        RandomSnapshots snapshots = new RandomSnapshots(pack, new Random(1));
        compare(snapshots::facts, 1_000);
    }

    @Test
    void factsOfAnyStateGiveTheSame() {
        RandomFacts facts = new RandomFacts(rules, new Random(2));
        compare(facts::next, 500);
    }
}
