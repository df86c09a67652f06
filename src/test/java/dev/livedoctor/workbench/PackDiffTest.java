package dev.livedoctor.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Shipped;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackDiffTest {
    private static final RulePack SHIPPED = Shipped.ruleset().pack();

    private static RulePack with(SortedMap<String, String> files) {
        SortedMap<String, String> rules = new TreeMap<>(files);
        rules.keySet().retainAll(SHIPPED.rules().keySet());
        return new RulePack(
                SHIPPED.name(),
                SHIPPED.version(),
                SHIPPED.metrics(),
                SHIPPED.attributes(),
                SHIPPED.terms(),
                SHIPPED.events(),
                SHIPPED.dimensions(),
                SHIPPED.thresholds(),
                SHIPPED.causes(),
                SHIPPED.symptoms(),
                rules,
                SHIPPED.cases(),
                files);
    }

    /** One file of each folder, and each that lies in none. */
    @Test
    void noFileIsLeftOut() {
        assertEquals(List.of(), PackDiff.between(SHIPPED, SHIPPED));
        Map<String, String> firsts = SHIPPED.files().keySet().stream()
                .collect(Collectors.toMap(
                        file -> file.replaceFirst("/.*", ""), Function.identity(), (first, next) -> first));
        for (String file : firsts.values()) {
            SortedMap<String, String> others = new TreeMap<>(SHIPPED.files());
            others.remove(file);
            assertFalse(PackDiff.between(SHIPPED, with(others)).isEmpty(), file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pack.yaml, 'version: 1.0.0', 'version: 1.0.1', pack, version",
        "events.yaml, 'the encoder was ended', 'the encoder was stopped', event, encoder.stopped",
        "dimensions.yaml, 'mobile_operator, ', '', dimension, isp"
    })
    void aChangeHasAName(String file, String from, String to, String thing, String name) {
        SortedMap<String, String> files = new TreeMap<>(SHIPPED.files());
        files.computeIfPresent(file, (path, text) -> text.replace(from, to));
        List<PackDiff.Change> changes = PackDiff.between(SHIPPED, with(files));
        assertEquals(1, changes.size(), changes.toString());
        assertEquals(thing, changes.get(0).thing());
        assertEquals(name, changes.get(0).name());
        assertEquals(PackDiff.Kind.CHANGED, changes.get(0).kind());
    }
}
