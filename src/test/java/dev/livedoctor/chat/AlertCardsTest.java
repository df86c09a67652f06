package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.alert.ActionCheck;
import dev.livedoctor.alert.Ending;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeChange.Type;
import dev.livedoctor.alert.EpisodeKind;
import dev.livedoctor.alert.FoldedFinding;
import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What happens in alerts, on every platform. */
class AlertCardsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-22T13:05:00Z");
    private static final CauseKnowledge CAUSE = Reports.of(Status.CRITICAL, 1, 3, () -> "lower the bitrate")
            .diagnoses()
            .get(0)
            .cause();

    private static final AlertWords WORDS = new AlertWords(new CodeLookup() {
        @Override
        public @Nullable CauseKnowledge cause(String code) {
            return code.equals("UPLINK_CONGESTED") ? CAUSE : null;
        }

        @Override
        public @Nullable SymptomKnowledge symptom(String code) {
            return null;
        }
    });

    private static EpisodeChange change(Type what, String text) {
        return change(what, text, Ending.By.ACTION_WORKED);
    }

    private static EpisodeChange change(Type what, String text, Ending.By by) {
        boolean closed = what == Type.CLOSED;
        return new EpisodeChange(
                7,
                AT,
                what,
                text,
                new Episode(
                        42,
                        text,
                        EpisodeKind.CAUSE,
                        "UPLINK_CONGESTED",
                        2,
                        41L,
                        Severity.MAJOR,
                        Verdict.CONFIRMED,
                        0.97,
                        Map.of("isp", text),
                        Map.of(),
                        "host",
                        Owner.HOST,
                        AT.minusSeconds(180),
                        AT,
                        closed ? AT.plusSeconds(600) : null,
                        closed ? new Ending(by, AT.plusSeconds(420), text) : null,
                        null,
                        false,
                        List.of(new FoldedFinding(EpisodeKind.SYMPTOM, text, Severity.MAJOR, null, Map.of())),
                        List.of(),
                        new ActionCheck(
                                "LOWER_BITRATE",
                                new Verification("ingest.dropped_frame_ratio", Direction.BELOW, 0.01, 3),
                                AT,
                                true,
                                0.12,
                                0.004,
                                2,
                                ActionCheck.State.WORKED,
                                AT),
                        "0198-report"));
    }

    private static JsonNode render(Platform platform, EpisodeChange change, Language language) {
        try {
            byte[] bytes = new Cards().render(platform, change, WORDS, language);
            JsonNode body = MAPPER.readTree(bytes);
            Limits.check(platform, bytes, body);
            Harmless.check(platform, body);
            return body;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 150)
    void marksNothingUpAndFits(
            @ForAll String text, @ForAll Type what, @ForAll Platform platform, @ForAll Language language) {
        render(platform, change(what, text), language);
        render(platform, change(what, "<!channel> @all **x** " + text.repeat(50)), language);
    }

    @Example
    void tellsWhatToDoWhileItIsOpenAndWhatEndedIt() {
        for (Platform platform : Platform.values()) {
            String open =
                    render(platform, change(Type.OPENED, "room"), Language.EN).toString();
            assertTrue(open.contains("for 3 min, again") && open.contains("lower the bitrate"), open);
            String closed =
                    render(platform, change(Type.CLOSED, "room"), Language.ZH).toString();
            assertTrue(closed.contains("措施生效") && closed.contains("🟢"), closed);
            assertFalse(closed.contains("➡️"), "nothing more is to be done: " + closed);
            assertTrue(render(platform, change(Type.FAILED, "room"), Language.EN)
                    .toString()
                    .contains("No better in time"));
        }
    }

    @Example
    void onlyWhatWasSeenToBeWellIsGreen() {
        Set<Ending.By> well = EnumSet.of(Ending.By.RECOVERED, Ending.By.ACTION_WORKED, Ending.By.RESUMED);
        for (Platform platform : Platform.values()) {
            for (Ending.By by : Ending.By.values()) {
                String card = render(platform, change(Type.CLOSED, "room", by), Language.EN)
                        .toString();
                assertEquals(well.contains(by), card.contains("🟢 HEALTHY"), card);
                assertEquals(!well.contains(by), card.contains("⚪ OVER"), card);
            }
        }
        assertEquals(
                0x9AA0A6,
                render(Platform.DISCORD, change(Type.CLOSED, "room", Ending.By.WITHDRAWN), Language.EN)
                        .at("/embeds/0/color")
                        .asInt());
        assertTrue(render(Platform.FEISHU, change(Type.CLOSED, "room", Ending.By.BROADCAST_ENDED), Language.ZH)
                .toString()
                .contains("⚪ 已结束"));
    }
}
