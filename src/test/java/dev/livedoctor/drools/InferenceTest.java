package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Findings;
import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InferenceTest {
    private static final int ROOMS = 100;

    @Test
    void roomsAskedAtOnceDoNotMix() throws Exception {
        RulePack pack = Packs.shipped();
        List<Rule> rules = new ArrayList<>();
        pack.rules()
                .forEach((file, text) ->
                        rules.addAll(RuleReader.read(file, text, pack.vocabulary(), new ArrayList<>())));
        RandomFacts source = new RandomFacts(rules, new Random(9));
        List<List<Fact>> rooms = Stream.generate(source::next).limit(ROOMS).toList();
        Inference inference = Packs.compile(new DroolsRuleCompiler(), pack);
        List<String> alone =
                rooms.stream().map(room -> words(inference.infer(room))).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> together = IntStream.range(0, 8 * ROOMS)
                    .mapToObj(i -> threads.submit(() -> words(inference.infer(rooms.get(i % ROOMS)))))
                    .toList();
            for (int i = 0; i < together.size(); i++) {
                assertEquals(alone.get(i % ROOMS), together.get(i).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aRoomWithoutSymptomsIsAskedForNoCauses() {
        Inference inference = Packs.compile(new DroolsRuleCompiler(), Packs.shipped());
        assertEquals(new Findings(List.of(), List.of(), List.of()), inference.infer(List.of()));
        assertEquals(
                new Findings(List.of(), List.of(), List.of()),
                inference.infer(List.of(Facts.reading("ingest.dropped_frame_ratio", State.NORMAL))));
    }

    private static String words(Findings findings) {
        return Stream.concat(findings.symptoms().stream(), findings.evidence().stream())
                .map(Object::toString)
                .sorted()
                .toList()
                .toString();
    }
}
