package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CardsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Cards CARDS = new Cards();

    /** What means something to one of the platforms, and what hides or turns text. */
    private static final List<String> HOSTILE = List.of(
            "<!channel>",
            "<!here|here>",
            "<@U012AB3CD>",
            "<#C024BE7LR>",
            "<!subteam^S1>",
            "<@everyone>",
            "@everyone",
            "@here",
            "@all",
            "{{DATE(2017-02-14T06:08:39Z,LONG)}}",
            "@13800001111",
            "<at user_id=\"all\">all</at>",
            "<at id=all></at>",
            "<@all>",
            "<@!80351110224678912>",
            "<a:b:1>",
            "</font>",
            "<font color=\"warning\">",
            "<b>",
            "</code>",
            "&lt;",
            "&#60;",
            "&",
            "*x*",
            "**x**",
            "_x_",
            "__x__",
            "~x~",
            "~~x~~",
            "`",
            "```",
            "||x||",
            "[a](https://evil.example)",
            "![a](b)",
            "<https://evil.example|click>",
            "https://evil.example",
            "www.evil.example",
            "evil.example",
            "> ",
            "# ",
            "- ",
            "+ ",
            "1. ",
            "1) ",
            "---",
            "===",
            "    ",
            "\t",
            "\n",
            "\r\n",
            "\u2028",
            "\u0000",
            "\\",
            "\\*",
            "{scope}",
            "\u200b",
            "\u200e",
            "\u200f",
            "\u202e",
            "\u2066",
            "\u2069",
            "\ufeff",
            "\u00ad",
            "@\u200ball",
            "\ue000",
            "\ue002",
            "\ud800",
            "\udc00",
            "\uD83D\uDD34",
            "👩‍🌾",
            "直播间",
            "ห้องไลฟ์",
            "غرفة",
            "/start",
            "#tag",
            "$USD",
            "${x}",
            "%s",
            "\"",
            "'",
            "}",
            "]",
            "id-beauty-07",
            "delivery.edge_error_ratio",
            " ");

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                        Arbitraries.of(HOSTILE),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of(HOSTILE).map(text -> text.repeat(150)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    /** Takes the texts in turn, as long as it is asked. */
    private static Supplier<String> inTurn(List<String> texts) {
        int[] next = {0};
        return () -> texts.get(next[0]++ % texts.size());
    }

    private static JsonNode render(Platform platform, Report report, Language language) {
        return render(CARDS, platform, report, language);
    }

    private static JsonNode render(Cards cards, Platform platform, Report report, Language language) {
        byte[] bytes = cards.render(platform, Reports.ID, report, language);
        try {
            JsonNode body = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
            Limits.check(platform, bytes, body);
            return body;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 200)
    void staysWithinEveryLimitAndCallsNobodyWhateverTheTexts(
            @ForAll("hostileTexts") List<String> texts,
            @ForAll @IntRange(max = 40) int causes,
            @ForAll @IntRange(max = 40) int steps,
            @ForAll Status status,
            @ForAll Platform platform,
            @ForAll Language language) {
        JsonNode body = render(platform, Reports.of(status, causes, steps, inTurn(texts)), language);
        Harmless.check(platform, body);
        assertTrue(body.toString().contains(Labels.status(status).in(language)), "the status is told whatever happens");
    }

    @Property(tries = 100)
    void leadsToTheRoomWhateverItsName(@ForAll("hostileTexts") List<String> texts, @ForAll Platform platform) {
        Cards leading = new Cards(Optional.of(new Link("https://grafana.example/d/live?room={room}&report={id}")));
        Report report = Reports.of(
                Status.CRITICAL,
                3,
                3,
                inTurn(texts.stream()
                        .map(text -> text.substring(0, Math.min(128, text.length())))
                        .toList()));
        String body = render(leading, platform, report, Language.EN).toString();
        assertTrue(
                Pattern.compile("https://grafana\\.example/d/live\\?room=[-._%A-Za-z0-9]*&(amp;)?report=" + Reports.ID)
                        .matcher(body)
                        .find(),
                body);
    }

    @Provide
    Arbitrary<List<String>> hostileTexts() {
        return hostile().list().ofMinSize(1).ofMaxSize(9);
    }

    @Property(tries = 100)
    void aHostileNameOfARoomCostsNothingOfTheRest(@ForAll("hostile") String room, @ForAll Platform platform) {
        Report report = Reports.of(Status.CRITICAL, 1, 3, () -> "ordinary words");
        Report named = new Report(
                SafeLine.of(room, 128),
                report.window(),
                report.status(),
                report.summary(),
                report.symptoms(),
                report.diagnoses(),
                report.ruledOut(),
                report.untestable(),
                report.measureNext(),
                report.warnings(),
                report.rules());
        JsonNode body = render(platform, named, Language.EN);
        Harmless.check(platform, body);
        assertEquals(
                3,
                body.toString().split("\\d(\\.|&#46;|．|\\\\\\\\\\.) ordinary words", -1).length - 1,
                "all steps are there: " + body);
    }

    @Example
    void leavesOutWhatHelpsLeastToActFirst() {
        Random random = new Random(1);
        Supplier<String> words = () -> "word".repeat(random.nextInt(20, 60));
        for (Platform platform : Platform.values()) {
            String body = render(platform, Reports.of(Status.CRITICAL, 3, 12, words), Language.EN)
                    .toString();
            assertTrue(body.contains("①"), platform + " tells the first cause");
            assertTrue(body.contains("network · now"), platform + " tells who does what when");
            assertTrue(body.contains("Do not"), platform + " tells what to leave alone");
        }
    }

    @Example
    void aHostileRoomPingsNobody() {
        Report report = Reports.of(Status.CRITICAL, 1, 1, () -> "<!channel> *x* @all");
        for (Platform platform : Platform.values()) {
            for (Language language : Language.values()) {
                JsonNode body = render(platform, report, language);
                Harmless.check(platform, body);
                assertFalse(body.toString().contains("<!channel>"));
            }
        }
    }

    @Example
    void showsTheRoomAsItIsCalledWhereThatIsHarmless() {
        Report report = Reports.of(Status.HEALTHY, 0, 0, () -> "直播间 id-beauty_07 (A&B)");
        assertEquals(
                "🟢 HEALTHY · 直播间 id-beauty_07 (A&amp;B)",
                render(Platform.SLACK, report, Language.EN)
                        .at("/blocks/0/text/text")
                        .asText());
        assertEquals(
                "🟢 正常 · 直播间 id-beauty_07 (A&B)",
                render(Platform.FEISHU, report, Language.ZH)
                        .at("/card/header/title/content")
                        .asText());
    }
}
