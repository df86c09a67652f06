package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.TinyPack;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCostTest {

    private static List<Complaint> complaints(int rules, int alternatives) {
        SortedMap<String, String> files = TinyPack.files();
        String more = IntStream.range(0, rules)
                .mapToObj(rule -> """

                        rule "stalls: costly %d"
                        when
                            $seen : Reading( metric == "playback.stall_ratio", high, ( %s ) )
                        then
                            insertLogical( shows( "STALLS", $seen ) );
                        end
                        """.formatted(
                                rule,
                                IntStream.range(0, alternatives)
                                        .mapToObj(one -> "value > 0.%03d%05d".formatted(rule, one))
                                        .collect(Collectors.joining(" ||\n"))))
                .collect(Collectors.joining());
        files.computeIfPresent("symptoms/stalls.drl", (file, text) -> text + more);
        return Check.of(files, new DroolsRuleCompiler()).complaints().stream()
                .filter(complaint -> !complaint.advice())
                .toList();
    }

    /** One rule, or many that together cost as much. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void whatCostsEveryFactTooMuchIsRefusedOnce(int rules) {
        List<Complaint> complaints = complaints(rules, 1_200 / rules);

        assertEquals(1, complaints.size(), complaints.toString());
        assertEquals("symptoms/stalls.drl", complaints.get(0).file());
        assertTrue(complaints.get(0).problem().contains("playback.stall_ratio is compared"), complaints.toString());
    }

    @Test
    void someAlternativesAreFine() {
        assertEquals(List.of(), complaints(1, 50));
    }
}
