package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.drools.Rule.AnyOf;
import dev.livedoctor.drools.Rule.Compare;
import dev.livedoctor.drools.Rule.Either;
import dev.livedoctor.drools.Rule.Join;
import dev.livedoctor.drools.Rule.OneOf;
import dev.livedoctor.drools.Rule.Operator;
import dev.livedoctor.drools.Rule.Pattern;
import dev.livedoctor.drools.Rule.Quantifier;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RulePack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {
    private static final String FILE = "causes/uplink-lost.drl";
    private static final String LOST = "$a : Reading( metric == \"ingest.connected\", low )";

    private static Pattern pattern(String when) {
        return assertInstanceOf(Pattern.class, Packs.read(when).when().get(0));
    }

    @Test
    void readsARuleWhole() {
        Rule rule = Packs.read(LOST);

        assertEquals("uplink-lost: r", rule.name());
        assertEquals(FILE, rule.file());
        assertEquals(3, rule.line());
        assertEquals(new Rule.Assertion(Rule.Kind.SUPPORTS, "UPLINK_LOST", Weight.STRONG, List.of("a")), rule.then());
        Pattern pattern = assertInstanceOf(Pattern.class, rule.when().get(0));
        assertEquals(Quantifier.EACH, pattern.quantifier());
        assertEquals("a", pattern.binding());
        assertEquals(FactType.READING, pattern.type());
        assertEquals(5, pattern.line());
        assertEquals(
                List.of(
                        new Compare(FactType.READING.field("metric"), Operator.EQUAL, "ingest.connected"),
                        new Compare(FactType.READING.field("low"), Operator.EQUAL, true)),
                pattern.constraints());
    }

    @ParameterizedTest
    @CsvSource({"==, EQUAL", "!=, UNEQUAL", "<, LESS", "<=, AT_MOST", ">, GREATER", ">=, AT_LEAST"})
    void readsEveryComparison(String sign, Operator operator) {
        assertEquals(
                new Compare(FactType.READING.field("value"), operator, -2.5),
                pattern("$a : Reading( metric == \"ingest.rtt_ms\", value " + sign + " -2.5 )")
                        .constraints()
                        .get(1));
    }

    @Test
    void readsNegatedFlags() {
        assertEquals(
                new Compare(FactType.READING.field("thin"), Operator.EQUAL, false),
                pattern("$a : Reading( metric == \"ingest.rtt_ms\", !thin )")
                        .constraints()
                        .get(1));
    }

    @Test
    void readsLists() {
        assertEquals(
                new OneOf(FactType.READING.field("metric"), Set.of("ingest.rtt_ms", "ingest.connected")),
                pattern("$a : Reading( metric in ( \"ingest.rtt_ms\", \"ingest.connected\" ) )")
                        .constraints()
                        .get(0));
        assertEquals(
                new OneOf(FactType.READING.field("value"), Set.of(1.0, 2.0)),
                pattern("$a : Reading( metric == \"ingest.rtt_ms\", value in ( 1, 2 ) )")
                        .constraints()
                        .get(1));
    }

    @Test
    void readsContains() {
        assertEquals(
                new Compare(FactType.READING.field("dimensions"), Operator.CONTAINS, "region"),
                pattern("$a : Reading( metric == \"ingest.rtt_ms\", dimensions contains \"region\" )")
                        .constraints()
                        .get(1));
    }

    @Test
    void readsAlternativesWithinAPattern() {
        Compare high = new Compare(FactType.READING.field("high"), Operator.EQUAL, true);
        Compare severe = new Compare(FactType.READING.field("severe"), Operator.EQUAL, true);
        Compare low = new Compare(FactType.READING.field("low"), Operator.EQUAL, true);
        String metric = "$a : Reading( metric == \"ingest.rtt_ms\", ";

        assertEquals(
                new Either(List.of(List.of(high, severe), List.of(low))),
                pattern(metric + "high && severe || low )").constraints().get(1));
        assertEquals(
                List.of(severe, new Either(List.of(List.of(high), List.of(low)))),
                pattern(metric + "severe && ( high || low ) )").constraints().subList(1, 3));
        assertEquals(
                List.of(high, low),
                pattern(metric + "( high && low ) )").constraints().subList(1, 3));
    }

    @Test
    void readsJoins() {
        Rule rule = Packs.read(LOST + "\n$b : Reading( metric == \"ingest.rtt_ms\", slice == $a.slice )");

        assertEquals(
                new Join(FactType.READING.field("slice"), "a", FactType.READING.field("slice")),
                ((Pattern) rule.when().get(1)).constraints().get(1));
    }

    @Test
    void readsNotExistsAndOr() {
        Rule rule = Packs.read(
                LOST + "\nnot Reading( metric == \"ingest.rtt_ms\" )\nexists( Attribute( name == \"peak\", flag ) )");

        assertEquals(Quantifier.NOT, ((Pattern) rule.when().get(1)).quantifier());
        assertEquals(Quantifier.EXISTS, ((Pattern) rule.when().get(2)).quantifier());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "( Attribute( name == \"peak\" ) or Event( type == \"x\" ) or Reading( metric == \"ingest.rtt_ms\" ) )",
                "( ( Attribute( name == \"peak\" ) or Event( type == \"x\" ) ) or Reading( metric == \"ingest.rtt_ms\" ) )",
                "( or Attribute( name == \"peak\" ) Event( type == \"x\" ) Reading( metric == \"ingest.rtt_ms\" ) )"
            })
    void readsOrHoweverItIsWritten(String or) {
        AnyOf any = assertInstanceOf(
                AnyOf.class, Packs.read(LOST + "\n" + or).when().get(1));

        assertEquals(
                List.of(FactType.ATTRIBUTE, FactType.EVENT, FactType.READING),
                any.patterns().stream().map(Pattern::type).toList());
        assertTrue(any.patterns().stream().allMatch(pattern -> pattern.quantifier() == Quantifier.EXISTS));
    }

    @Test
    void readsEveryTypeOfFactAndEveryField() {
        assertEquals(
                FactType.ATTRIBUTE,
                pattern("$a : Attribute( name == \"peak\", text == \"x\", number > 1, flag )")
                        .type());
        assertEquals(
                FactType.EVENT,
                pattern("$a : Event( type in ( \"a\", \"b\" ), minutesAgo < 5 )")
                        .type());
        assertEquals(
                FactType.SYMPTOM,
                pattern("$a : Symptom( code == \"STALLS\", slice == \"\" )").type());
        for (FactType type : FactType.values()) {
            for (String name : type.fieldNames()) {
                String literal =
                        switch (type.field(name).kind()) {
                            case TEXT -> name + " != \"\"";
                            case NAMES -> name + " contains \"region\"";
                            case NUMBER -> name + " >= 0";
                            case FLAG -> name;
                        };
                List<Complaint> complaints = Packs.complaints(
                        FILE, Packs.rule("$a : " + type.type().getSimpleName() + "( " + literal + " )"));
                // Only the name that a key is compared with must be declared.
                assertTrue(
                        complaints.stream()
                                .allMatch(complaint -> complaint.problem().startsWith(" is declared nowhere")),
                        complaints.toString());
            }
        }
    }

    @Test
    void readsEveryAssertion() {
        for (Weight weight : Weight.values()) {
            for (Rule.Kind kind : List.of(Rule.Kind.SUPPORTS, Rule.Kind.CONTRADICTS)) {
                String then =
                        "insertLogical( " + kind.name().toLowerCase() + "( \"UPLINK_LOST\", " + weight + ", $a ) );";
                assertEquals(
                        List.of(),
                        Packs.complaints(FILE, Packs.rule(LOST, then)).stream()
                                .filter(one -> !one.code().equals("missing-import"))
                                .toList());
            }
        }
        List<Complaint> complaints = new ArrayList<>();
        String symptom = Packs.rule(LOST, "insertLogical( shows( \"STALLS\", $a ) );")
                .replace("uplink-lost", "stalls")
                .replace("rules.causes", "rules.symptoms");
        Rule shows = RuleReader.read("symptoms/stalls.drl", symptom, Packs.VOCABULARY, complaints)
                .get(0);
        assertNull(shows.then().weight());
        assertEquals(Rule.Kind.SHOWS, shows.then().kind());
        assertEquals(List.of(), complaints);
    }

    @Test
    void readsCommentsWherePeopleWriteThem() {
        String text = Packs.rule(
                "// because\n" + LOST + " // of\n/* this\n   and that */",
                "// before\n    insertLogical( supports( \"UPLINK_LOST\", // weighty\n STRONG, $a ) ); // \"after\" (all\n/* is said */");

        assertEquals(List.of(), Packs.complaints(FILE, "/* head */\n" + text + "// 结束"));
    }

    @Test
    void readsFilesWithOtherLineEnds() {
        String text = Packs.rule(LOST + "\nReading( metric == \"ingest.rtt_ms\", hgih )")
                .replace("\n", "\r\n");

        assertEquals(6, Packs.complaints(FILE, text).get(0).line());
    }

    @Test
    void tellsTheLineOfEveryMistakeInOneReading() {
        String text = Packs.rule(
                "$a : Reading(\n"
                        + "    metric in ( \"ingest.connected\",\n"
                        + "        \"ingest.rtt\" ), // 7\n"
                        + "    low\n"
                        + "        && hgih )      // 9\n"
                        + "$b : Attribute( name == \"peek\" ) // 10\n"
                        + "not Readng( )         // 11",
                "\n    insertLogical(\n        supports( \"UPLINK_LOSS\",\n            STRONG, $a, $x ) ); // 16");

        assertEquals(
                List.of(7, 9, 10, 11, 15, 16),
                Packs.complaints(FILE, text).stream().map(Complaint::line).toList(),
                Packs.complaints(FILE, text).toString());
    }

    @Test
    void keepsTheRulesThatAreRight() {
        List<Complaint> complaints = new ArrayList<>();
        String wrong = Packs.rule("$a : Reading( metric == \"ingest.connected\", hig )")
                .replace(": r\"", ": wrong\"");
        String text = Packs.rule(LOST) + wrong.substring(wrong.indexOf("rule "));

        List<Rule> rules = RuleReader.read(FILE, text, Packs.VOCABULARY, complaints);

        assertEquals(List.of("uplink-lost: r"), rules.stream().map(Rule::name).toList());
        assertEquals(1, complaints.size());
        assertEquals("high?", complaints.get(0).maybe());
    }

    @Test
    void symptomRulesReadNoSymptoms() {
        String text = Packs.rule("$a : Symptom( code == \"OUTAGE\" )", "insertLogical( shows( \"STALLS\", $a ) );")
                .replace("uplink-lost", "stalls")
                .replace("rules.causes", "rules.symptoms");

        assertTrue(Packs.complaints("symptoms/stalls.drl", text)
                .get(0)
                .problem()
                .contains("a symptom rule reads no symptoms"));
    }

    @Test
    void symptomRulesSupportNothing() {
        String text = Packs.rule(LOST, "insertLogical( supports( \"STALLS\", STRONG, $a ) );")
                .replace("uplink-lost", "stalls")
                .replace("rules.causes", "rules.symptoms");

        assertEquals(
                List.of("misplaced-rule"),
                Packs.complaints("symptoms/stalls.drl", text).stream()
                        .map(Complaint::code)
                        .toList());
    }

    @Test
    void aSinglePatternNeedsNoKey() {
        assertEquals(List.of(), Packs.complaints(FILE, Packs.rule("$a : Reading( thin, slice == \"\" )")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reading( high, metric == \"ingest.rtt_ms\" )", "Reading( metric != \"ingest.rtt_ms\" )", "Reading( )",
                "not Reading( high )", "exists Event( minutesAgo < 5 )",
                        "( Attribute( flag ) or Attribute( name == \"peak\" ) )",
                "Reading( metric == \"ingest.rtt_ms\" || high )", "Reading( slice == $a.slice )"
            })
    void besideOtherPatternsTheFirstConstraintMustBeOnTheKey(String other) {
        List<Complaint> complaints = Packs.complaints(FILE, Packs.rule(LOST + "\n" + other));

        assertEquals(1, complaints.size(), complaints.toString());
        assertTrue(complaints.get(0).problem().contains("the first constraint must say which"), complaints.toString());
        assertEquals(6, complaints.get(0).line());
    }

    @Test
    void aJoinOnTheKeyIsAKey() {
        assertEquals(
                List.of(),
                Packs.complaints(FILE, Packs.rule(LOST + "\n$b : Reading( metric == $a.metric, slice != \"\" )")));
    }

    @Test
    void namesBelongToTheirFile() {
        List<Complaint> complaints =
                Packs.complaints(FILE, Packs.rule(LOST).replace("\"uplink-lost: r", "\"uplink-congested: r"));

        assertEquals(
                List.of("uplink-lost: r?"),
                complaints.stream().map(Complaint::maybe).toList());
    }

    @Test
    void readsEveryShippedRule() {
        RulePack shipped = Packs.shipped();
        shipped.rules().forEach((file, text) -> {
            List<Complaint> complaints = new ArrayList<>();
            List<Rule> rules = RuleReader.read(file, text, shipped.vocabulary(), complaints);
            assertEquals(List.of(), complaints);
            assertEquals(text.lines().filter(line -> line.startsWith("rule ")).count(), rules.size(), file);
        });
    }

    /** What a slip of the hand or of an editor makes of a file: nobody may say more than that it is refused. */
    @Test
    void mutationsAreAcceptedOrComplainedOf() {
        RulePack shipped = Packs.shipped();
        List<String> files = List.copyOf(shipped.rules().keySet());
        Random random = new Random(20_261_122);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            String file = files.get(random.nextInt(files.size()));
            String text = mutate(
                    shipped.rules().get(file), shipped.rules().get(files.get(random.nextInt(files.size()))), random);
            List<Complaint> complaints = new ArrayList<>();
            List<Rule> rules = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> RuleReader.read(file, text, shipped.vocabulary(), complaints));
            assertTrue(!rules.isEmpty() || !complaints.isEmpty(), () -> "nothing was said of\n" + text);
            assertTrue(complaints.stream()
                    .allMatch(one -> one.file().equals(file)
                            && one.line() <= text.lines().count() + 1));
            refused += complaints.isEmpty() ? 0 : 1;
        }
        // Otherwise they mutate comments only, or everything.
        assertTrue(refused > 1_000 && refused < 1_990, refused + " refused");
    }

    private static String mutate(String text, String other, Random random) {
        String pieces =
                "( ) [ { \" ' , ; : . == > < ! && || $a not exists or eval from over rule when then end 3 -1 @x /* // \\ \u0000 \u202e 中 \n";
        String mutated = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length());
            int length = Math.min(mutated.length() - at, 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 8));
            int from = random.nextInt(other.length());
            String copied = other.substring(from, Math.min(other.length(), from + length));
            String piece = pieces.split(" ")[random.nextInt(pieces.split(" ").length)];
            String inserted =
                    switch (random.nextInt(5)) {
                        case 0 -> "";
                        case 1 -> piece;
                        case 2 -> piece.repeat(1 + random.nextInt(40));
                        case 3 -> copied;
                        default ->
                            new StringBuilder(mutated.substring(at, at + length))
                                    .reverse()
                                    .toString();
                    };
            mutated = mutated.substring(0, at) + inserted + mutated.substring(at + (random.nextBoolean() ? length : 0));
            if (mutated.isEmpty()) {
                mutated = other;
            }
        }
        return mutated;
    }
}
