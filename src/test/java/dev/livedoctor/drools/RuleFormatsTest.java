package dev.livedoctor.drools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.ruleset.Cases;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and sentences, by their examples in docs/ and by what is wrong with them. */
class RuleFormatsTest {
    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final String HEAD = "cause,says,weight,metric,level,slice,symptom,and metric,and level,why\n";
    private static final String GOOD = "UPLINK_CONGESTED,for,weak,stall ratio,high,,,,,because\n";

    private static final RulePack SHIPPED = Packs.shipped();

    private static SortedMap<String, String> withExamples() {
        SortedMap<String, String> files = new TreeMap<>(SHIPPED.files());
        files.putAll(PackReader.files(EXAMPLES));
        return files;
    }

    private static List<Rule> read(String file, String text, List<Complaint> complaints) {
        return new RuleFormats(SHIPPED).read(file, text, complaints);
    }

    private static List<String> complaints(String file, String text) {
        List<Complaint> complaints = new ArrayList<>();
        read(file, text, complaints);
        return complaints.stream()
                .map(one -> one.toString().replaceFirst(" \\[[a-z-]+]$", ""))
                .toList();
    }

    @Test
    void everyExampleIsCheckedAndFiresInACase() {
        SortedMap<String, String> files = withExamples();
        Ruleset ruleset = Ruleset.load(files, new DroolsRuleCompiler());
        List<Complaint> complaints = new ArrayList<>();
        List<MetricSnapshot> given = new ArrayList<>();
        new Cases(ruleset.pack(), complaints).run(snapshot -> {
            given.add(snapshot);
            return ruleset.diagnose(snapshot);
        });
        assertEquals(List.of(), complaints);

        Set<String> ofExamples = new TreeSet<>(ruleset.ruleNames());
        ofExamples.removeAll(
                Ruleset.load(SHIPPED.files(), new DroolsRuleCompiler()).ruleNames());
        assertEquals(10, ofExamples.size());
        given.forEach(snapshot -> ofExamples.removeAll(ruleset.fired(snapshot)));
        assertEquals(Set.of(), ofExamples);
    }

    @Test
    void aRowIsTheRuleThatOneWouldWrite() {
        List<Complaint> complaints = new ArrayList<>();
        List<Rule> rules = read(
                "tables/evidence.drl.csv",
                HEAD
                        + "\nCDN_NODE_FAULT,against,strong,edge error ratio,normal,cdn_node,STALLS,encoder session,low,\"late, and well\"\n",
                complaints);
        String drl = """
                rule "cdn-node-fault: evidence row 3, late, and well"
                when
                    $seen : Reading( metric == "delivery.edge_error_ratio", normal, slice == "cdn_node" )
                    exists Symptom( code == "STALLS" )
                    exists Reading( metric == "ingest.connected", low )
                then
                    insertLogical( contradicts( "CDN_NODE_FAULT", STRONG, $seen ) );
                end
                """;
        Rule written = RuleReader.readExpanded("causes/cdn-node-fault.drl", drl, SHIPPED.vocabulary(), complaints)
                .get(0);

        assertEquals(List.of(), complaints);
        Rule row = rules.get(0);
        assertEquals(written.name(), row.name());
        assertEquals(written.then(), row.then());
        assertEquals(written.anywhere().when(), row.anywhere().when());
        assertEquals("tables/evidence.drl.csv", row.file());
        assertEquals(3, row.line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UPLINK_CONGESTED,for,weak,stal ratio,high,,,,,w | :3:4: | stal ratio is declared nowhere.",
                "UPLINK_CONGESTD,for,weak,stall ratio,high,,,,,w | :3:1: | UPLINK_CONGESTD is declared nowhere. Maybe UPLINK_CONGESTED?",
                "UPLINK_CONGESTED,for,week,stall ratio,high,,,,,w | :3:3: | 'week' is no weight. Maybe weak?",
                "UPLINK_CONGESTED,for,weak,stall ratio,higgh,,,,,w | :3:5: | 'higgh' is no level. Maybe high?",
                "UPLINK_CONGESTED,with,weak,stall ratio,high,,,,,w | :3:2: | 'with' is no side. Maybe one of against, for?",
                "UPLINK_CONGESTED,for,weak,stall ratio,high,,,,, | :3:10: | 'why' is empty.",
                "UPLINK_CONGESTED,for,weak,stall ratio,high,,STALL,,,w | :3:7: | STALL is declared nowhere. Maybe STALLS?",
                "UPLINK_CONGESTED,for,weak,stall ratio,high,,,reconnects,,w | :3:9: | 'and level' is empty.",
                "\"UPLINK_CONGESTED,x\",for,weak,stall ratio,high,,,,,w | :3: | without a comma",
                "STALLS,for,weak,stall ratio,high,,,,,w | :3:1: | STALLS is a symptom, and no cause.",
                "\"UPLINK,for | :3: | a quote is opened",
            })
    void whatIsWrongWithARowIsToldWithItsCell(String row, String place, String words) {
        List<String> complaints = complaints("tables/evidence.drl.csv", HEAD + GOOD + row + "\n");

        assertEquals(1, complaints.size(), complaints::toString);
        assertTrue(complaints.get(0).startsWith("tables/evidence.drl.csv" + place), complaints::toString);
        assertTrue(complaints.get(0).contains(words), complaints::toString);
    }

    @Test
    void theHeadOfATableIsChecked() {
        assertEquals(
                "tables/t.drl.csv:1:3: there is no column 'wieght'. Maybe weight?",
                complaints("tables/t.drl.csv", HEAD.replace("weight", "wieght") + GOOD)
                        .get(0));
        assertTrue(complaints("tables/t.drl.csv", HEAD.replace(",why", "") + GOOD)
                .get(0)
                .contains("'why' is missing"));
        assertTrue(complaints("tables/t.drl.csv", "").get(0).contains("there is no rule in it"));
        assertTrue(complaints("tables/t.drl.csv", HEAD).get(0).contains("there is no rule in it"));
        assertTrue(
                complaints("tables/t.drl.csv", HEAD + GOOD.repeat(2_001)).get(0).contains("at most 2000 rows"));
    }

    @Test
    void aDecisionTableWithDroolsOwnHeadIsRead() {
        String table = """
                RuleSet,rules.causes
                Import,dev.livedoctor.diagnosis.Reading

                RuleTable evidence
                NAME,CONDITION,CONDITION,ACTION
                ,,,
                ,"$seen : Reading( metric == ""$param"", high )","exists Reading( metric == ""$param"", low )","insertLogical( supports( ""$1"", $2, $seen ) );"
                name,seen,and,for
                uplink-congested: reconnects,ingest.reconnects,ingest.bitrate_to_target,"UPLINK_CONGESTED,WEAK"
                uplink-congested: loss,ingest.packet_los,,"UPLINK_CONGESTED,WEAK"
                """;
        List<Complaint> complaints = new ArrayList<>();
        List<Rule> rules = read("tables/t.drl.csv", table, complaints);

        assertEquals(
                List.of("uplink-congested: reconnects"),
                rules.stream().map(Rule::name).toList());
        assertEquals(9, rules.get(0).line());
        assertTrue(
                complaints.toString().contains("t.drl.csv:10:2: ingest.packet_los is declared nowhere."),
                complaints::toString);
        assertTrue(
                complaints("tables/t.drl.csv", table.replace("Import,dev.livedoctor.diagnosis.Reading", "Functions,x"))
                        .toString()
                        .contains("is not allowed in the head of a sheet"));
        assertTrue(
                complaints("tables/t.drl.csv", table.replace("supports( \"\"$1\"\"", "System.exit( 0 ); x( \"\"$1\"\""))
                        .toString()
                        .contains("in the consequence"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "When the stal ratio is high | Then this supports UPLINK_CONGESTED | :3: no metric is called 'stal ratio'. Maybe stall ratio?",
                "When stall ratio is high | Then this supports UPLINK_CONGESTED | :3: nobody taught the sentence 'When stall ratio is high'. Maybe When the {metric} is high?",
                "When the stall ratio is high | Then this suports UPLINK_CONGESTED | :5: nobody taught the sentence 'Then this suports UPLINK_CONGESTED'. Maybe Then this supports {cause}?",
                "When the stall ratio is high | Then this supports UPLINK_CONGESTD | :5: UPLINK_CONGESTD has no knowledge file. Maybe UPLINK_CONGESTED?",
                "And the stall ratio is high | Then this supports UPLINK_CONGESTED | :5: no sentence before this one says what was seen: $seen is not bound. Maybe When the {metric} is high in one {slice}, as the first sentence?",
                "当 卡顿绿 偏高 时 | 那么 支持 UPLINK_CONGESTED | :3: no metric is called '卡顿绿'. Maybe 卡顿率?",
                "当 卡顿率 偏搞 时 | 那么 支持 UPLINK_CONGESTED | :3: nobody taught the sentence '当 卡顿率 偏搞 时'. Maybe 当 {metric} 偏高 时?",
            })
    void whatIsWrongWithASentenceIsToldWithItsLine(String when, String then, String complaint) {
        String text = "rule \"uplink-congested: x\"\nwhen\n" + when + "\nthen\n" + then + "\nend\n";

        assertEquals(
                List.of("causes/uplink-congested.dslr" + complaint), complaints("causes/uplink-congested.dslr", text));
    }

    @Test
    void aSentenceIsTheRuleThatOneWouldWrite() {
        String sentences = """
                # words
                规则 "uplink-congested: 一"
                如果
                    当 卡顿率 偏高 且只在一个 cdn_node 时
                    且 推流丢帧率 不偏高
                    > exists Attribute( name == "peak", flag )
                那么
                    那么 足以排除 UPLINK_CONGESTED
                结束
                """;
        String drl = """
                 import dev.livedoctor.diagnosis.Reading; import dev.livedoctor.diagnosis.Attribute; \
                import static dev.livedoctor.diagnosis.Evidence.contradicts; import static dev.livedoctor.diagnosis.Weight.DECISIVE;
                rule "uplink-congested: 一"
                when
                    $seen : Reading( metric == "playback.stall_ratio", high, slice == "cdn_node" )
                    not Reading( metric == "ingest.dropped_frame_ratio", high )
                    exists Attribute( name == "peak", flag )
                then
                    insertLogical( contradicts( "UPLINK_CONGESTED", DECISIVE, $seen ) );
                end
                """;
        List<Complaint> complaints = new ArrayList<>();
        Rule said = read("causes/uplink-congested.dslr", sentences, complaints).get(0);
        Rule written = read("causes/uplink-congested.drl", "package rules.causes;" + drl, complaints)
                .get(0);

        assertEquals(List.of(), complaints);
        assertEquals(written.when(), said.when());
        assertEquals(written.then(), said.then());
        assertEquals("causes/uplink-congested.dslr", said.file());
        assertEquals(2, said.line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[when]the (a+)+ is {x}=Reading( high ) | the sign ( is not allowed",
                "[when]{x} is high=Reading( high ) | a word stands before each variable.",
                "[when]a {x} {y} b=Reading( high ) | a word stands before each variable.",
                "[when]a {x:.*} b=Reading( high ) | the sign { is not allowed",
                "[when]a {w} b {x} c {y} d {z}=Reading( high ) | at most 3 variables",
                "[when]nothing= | the right side is one line of DRL",
                "[then]a {x}=a \\n b | the right side is one line of DRL",
                "[keyword]a=salience | 'salience' is no keyword.",
                "a sentence | it is no mapping.",
            })
    void whatIsNoSentenceIsRefusedInTheLanguage(String line, String words) {
        SentenceLanguage language =
                new SentenceLanguage(new TreeMap<>(Map.of("language/en.dsl", "# words\n" + line + "\n")));

        List<Complaint> complaints = new ArrayList<>();
        language.check(Packs.VOCABULARY, complaints);

        assertEquals(1, complaints.size());
        assertEquals(2, complaints.get(0).line());
        assertTrue(complaints.get(0).problem().contains(words), complaints::toString);
    }

    @Test
    void noSentenceTakesForEver() {
        StringBuilder dsl = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            dsl.append("[when]a {x} a {y} a {z} b")
                    .append(i)
                    .append("=exists Reading( metric == \"ingest.connected\", high )\n");
        }
        StringBuilder text = new StringBuilder("rule \"uplink-congested: x\"\nwhen\n");
        text.append(("a ".repeat(140) + "b\n").repeat(500)).append("then\nend\n");
        SortedMap<String, String> files = new TreeMap<>(SHIPPED.files());
        files.put("language/en.dsl", dsl.toString());
        files.put("causes/uplink-congested.dslr", text.toString());

        RulePackException refused = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> org.junit.jupiter.api.Assertions.assertThrows(
                        RulePackException.class, () -> Ruleset.of(PackReader.read(files), new DroolsRuleCompiler())));
        assertEquals(20, refused.complaints().size());
    }

    @Test
    void aRuleIsNamedOnceWhereverItStands() {
        SortedMap<String, String> files = withExamples();
        files.put(
                "causes/cdn-outage.dslr",
                files.get("causes/cdn-node-fault.dslr").replace("CDN_NODE_FAULT", "CDN_OUTAGE"));
        files.merge("causes/uplink-congested.dslr", """
                rule "uplink-congested: no frame dropped"
                when
                    When the stall ratio is high
                then
                    Then this weakly supports UPLINK_CONGESTED
                end
                """, String::concat);

        String refused = org.junit.jupiter.api.Assertions.assertThrows(
                        RulePackException.class, () -> Ruleset.load(files, new DroolsRuleCompiler()))
                .getMessage();
        assertTrue(
                refused.contains("causes/cdn-outage.dslr:2: the name of a rule begins with that of its file."),
                refused);
        assertTrue(
                refused.matches(
                        "(?s).*causes/uplink-congested.dslr:\\d+: a rule called \"uplink-congested: no frame dropped\""
                                + " stands in causes/uplink-congested.drl:\\d+ already.*"),
                refused);
    }

    @Test
    void aSpreadsheetTravelsAsText() {
        String path = "tables/workbook.drl.xlsx";
        String text = PackReader.files(EXAMPLES).get(path);

        assertEquals(text, PackFile.text(path, PackFile.bytes(path, text)));
        assertTrue(
                complaints(path, "%%%").get(0).contains("it is no"),
                () -> complaints(path, "%%%").toString());
    }
}
