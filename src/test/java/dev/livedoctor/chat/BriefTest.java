package dev.livedoctor.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.MetricTerm;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BriefTest {

    @ParameterizedTest
    @CsvSource({
        "0.350409, 0.7, '0.35 below 0.7'",
        "0.0833333, 0.291667, '0.0833 below 0.292'",
        "0.9975, 0.998, '0.9975 below 0.998'",
        "22000, 24000.4, '22000 below 24000'",
        "0.1, 0.1, '0.1 below 0.1'"
    })
    void numbersHaveThreeDigitsOrAsManyAsTellThemApart(double observed, double bound, String said) {
        Brief.Evidence evidence = evidence(observed, bound, null);

        assertEquals(said, evidence.observed() + " " + evidence.comparison());
    }

    @ParameterizedTest
    @CsvSource({
        "ratio, 0.12, 0.03, '12 % below 3 %', '12% 低于 3%'",
        "ratio, 0.0499, 0.05, '4.99 % below 5 %', '4.99% 低于 5%'",
        "ms, 4100, 2000, '4100 ms below 2000 ms', '4100 毫秒 低于 2000 毫秒'",
        "ms, 13196, 8000, '13.2 s below 8 s', '13.2 秒 低于 8 秒'",
        "count, 12, 40, '12 below 40', '12 低于 40'",
        "flag, 0, 0.5, 'no', '否'",
    })
    void numbersHaveTheirUnitWhereThePackSaysIt(String unit, double observed, double bound, String en, String zh) {
        MetricTerm term = new MetricTerm(new Text("x of x", "某值"), unit);

        Brief.Evidence english = evidence(observed, bound, null, Map.of("x.x", term), Language.EN);
        Brief.Evidence chinese = evidence(observed, bound, null, Map.of("x.x", term), Language.ZH);

        assertEquals(en, (english.observed() + " " + english.comparison()).strip());
        assertEquals(zh, (chinese.observed() + " " + chinese.comparison()).strip());
        assertEquals("x of x", english.title());
        assertEquals("某值", chinese.title());
        assertEquals("", evidence(observed, bound, null).title());
    }

    @Test
    void whatHasNoBoundSaysOfHowMany() {
        assertEquals("of 12", evidence(0.7, null, 12L).comparison());
    }

    @Test
    void wordsAreSaidAsPeopleSayThem() {
        Map<String, MetricTerm> terms = Map.of(
                "x.x",
                new MetricTerm(new Text("who is hit", "受影响范围"), "", Map.of("few", new Text("a few viewers", "个别观众"))),
                "x.muted",
                new MetricTerm(new Text("muted", "已静音"), "flag"));

        assertEquals("a few viewers", seen("x.x", "few", terms, Language.EN));
        assertEquals("个别观众", seen("x.x", "few", terms, Language.ZH));
        assertEquals("many", seen("x.x", "many", terms, Language.ZH));
        assertEquals("yes", seen("x.muted", true, terms, Language.EN));
        assertEquals("否", seen("x.muted", false, terms, Language.ZH));
        assertEquals("true", seen("x.other", true, terms, Language.EN));
    }

    private static String seen(String name, Object value, Map<String, MetricTerm> terms, Language language) {
        Observation observation =
                new Observation(name, Scope.ROOM, value, null, null, null, Basis.ATTRIBUTE, null, null, "r", "");
        return Brief.evidence(observation, new Report.Rules("pack", "1", null, terms), language, 100)
                .observed();
    }

    @ParameterizedTest
    @CsvSource({
        "THRESHOLD, below 6.5, 低于 6.5",
        "BASELINE, below 6.5 (usually 5), 低于 6.5（平时 5）",
        "PEERS, below 6.5 (elsewhere 5), 低于 6.5（其他范围 5）"
    })
    void aBoundThatNoThresholdGaveIsToldWithWhatGaveIt(Basis basis, String en, String zh) {
        Observation observation =
                new Observation("x.x", Scope.ROOM, 4.0, 5.0, 6.5, Direction.BELOW, basis, null, null, "r", "");
        Report.Rules rules = new Report.Rules("pack", "1", null, Map.of());

        assertEquals(en, Brief.evidence(observation, rules, Language.EN, 100).comparison());
        assertEquals(zh, Brief.evidence(observation, rules, Language.ZH, 100).comparison());
    }

    @Test
    void chineseHasNoSpaceAroundWords() {
        String text = "把 {scope} 的支付切走";

        assertEquals("把全部观众的支付切走", ScopeWords.fill(text, Scope.ROOM, Language.ZH));
        assertEquals(
                "把 ios、12.3 的支付切走".length(),
                ScopeWords.fill(text, Scope.of(Map.of("os", "ios", "app_version", "12.3")), Language.ZH)
                        .length());
    }

    private static Brief.Evidence evidence(double observed, @Nullable Double bound, @Nullable Long sample) {
        return evidence(observed, bound, sample, Map.of(), Language.EN);
    }

    private static Brief.Evidence evidence(
            double observed,
            @Nullable Double bound,
            @Nullable Long sample,
            Map<String, MetricTerm> terms,
            Language language) {
        return Brief.evidence(
                new Observation(
                        "x.x",
                        Scope.ROOM,
                        observed,
                        null,
                        bound,
                        bound == null ? null : Direction.BELOW,
                        Basis.THRESHOLD,
                        sample,
                        null,
                        "r",
                        ""),
                new Report.Rules("pack", "1", null, terms),
                language,
                100);
    }
}
