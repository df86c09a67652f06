package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shipped pack keeps what the contract promises. */
class RulePackTest {
    private static final RulePack PACK = Shipped.ruleset().pack();

    private static YamlValue contract(String file) {
        try {
            List<Complaint> complaints = new ArrayList<>();
            YamlValue value = YamlValue.read(file, Files.readString(Shipped.resource("contract/" + file)), complaints);
            assertEquals(List.of(), complaints);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyMetricOfTheContractIsDeclaredAlike() {
        contract("metrics.yaml")
                .fields()
                .values()
                .forEach(group -> group.fields().forEach((name, promised) -> {
                    Metric metric = PACK.metrics().get(name);
                    assertTrue(metric != null, name + " is not declared");
                    assertEquals(
                            promised.at("unit").text(), metric.unit().name().toLowerCase(Locale.ROOT), name);
                    assertEquals(
                            promised.at("worse").text(), metric.worse().name().toLowerCase(Locale.ROOT), name);
                    assertEquals(promised.at("of").text(""), metric.of() == null ? "" : metric.of(), name);
                }));
    }

    @Test
    void everyAttributeOfTheContractIsDeclaredAlike() {
        contract("attributes.yaml").fields().forEach((name, promised) -> {
            AttributeDefinition attribute = PACK.attributes().get(name);
            assertTrue(attribute != null, name + " is not declared");
            assertEquals(promised.at("type").text(), attribute.type().name().toLowerCase(Locale.ROOT), name);
            assertEquals(promised.at("values").texts(), attribute.values(), name);
            assertTrue(!attribute.derived(), name + " is given, not derived");
        });
    }

    @Test
    void everySymptomOfTheContractIsKnown() {
        contract("vocabulary.yaml").at("symptoms").fields().keySet().forEach(code -> {
            assertTrue(PACK.symptoms().containsKey(code), code);
            assertTrue(
                    PACK.causes().values().stream()
                            .anyMatch(cause -> cause.explains().containsKey(code)),
                    "nothing explains " + code);
        });
    }

    @Test
    void everyCauseOfTheContractIsKnownInItsLayer() {
        contract("vocabulary.yaml")
                .at("causes")
                .fields()
                .forEach((layer, causes) -> causes.fields().keySet().forEach(code -> {
                    CauseKnowledge cause = PACK.causes().get(code);
                    assertTrue(cause != null, code);
                    assertEquals(layer, cause.layer(), code);
                }));
    }

    @Test
    void everyTextIsThereInBothLanguages() {
        Map<String, Text> texts = new TreeMap<>();
        for (CauseKnowledge cause : PACK.causes().values()) {
            add(texts, cause.code(), cause.title(), cause.meaning(), cause.viewers(), cause.confirm(), cause.gaps());
            for (Action action : cause.actions()) {
                add(texts, cause.code() + "/" + action.code(), action.title(), action.risk(), action.doNot());
                assertTrue(!action.stepsEn().isEmpty(), cause.code() + "/" + action.code() + " has no steps");
                assertEquals(
                        action.stepsEn().size(),
                        action.stepsZh().size(),
                        "steps of " + cause.code() + "/" + action.code());
                for (int i = 0; i < action.stepsEn().size(); i++) {
                    add(
                            texts,
                            cause.code() + "/" + action.code() + "/" + i,
                            new Text(action.stepsEn().get(i), action.stepsZh().get(i)));
                }
            }
        }
        for (SymptomKnowledge symptom : PACK.symptoms().values()) {
            add(
                    texts,
                    symptom.code(),
                    symptom.title(),
                    symptom.meaning(),
                    symptom.viewers(),
                    symptom.confirm(),
                    symptom.gaps());
        }

        List<String> wrong = new ArrayList<>();
        texts.forEach((where, text) -> {
            if (text.en().isBlank() || text.en().codePoints().anyMatch(RulePackTest::isHan)) {
                wrong.add(where + " en: " + text.en());
            }
            // A step may be a product's name; a text without one Chinese character has not been translated.
            if (text.zh().isBlank() || text.zh().codePoints().noneMatch(RulePackTest::isHan)) {
                wrong.add(where + " zh: " + text.zh());
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    private static void add(Map<String, Text> texts, String where, Text... more) {
        for (int i = 0; i < more.length; i++) {
            texts.put(where + "#" + i, more[i]);
        }
    }

    /** The same code is the same action to whoever counts, mutes or automates it. */
    @Test
    void anActionHasOneOwner() {
        Map<String, Action> actions = new HashMap<>();
        PACK.causes().values().stream()
                .flatMap(cause -> cause.actions().stream())
                .forEach(action -> {
                    Action other = actions.putIfAbsent(action.code(), action);
                    assertTrue(other == null || other.owner() == action.owner(), action.code() + " is owned by two");
                });
    }

    @Test
    void everyCauseSaysWhatWouldDecideIt() {
        PACK.causes()
                .values()
                .forEach(cause -> assertTrue(
                        !cause.needs().isEmpty() && cause.needs().size() <= 4,
                        cause.code() + " needs " + cause.needs()));
    }

    @Test
    void whatWouldDecideACauseIsInTheContract() {
        Set<String> promised =
                new TreeSet<>(contract("attributes.yaml").fields().keySet());
        contract("metrics.yaml")
                .fields()
                .values()
                .forEach(group -> promised.addAll(group.fields().keySet()));
        PACK.causes().values().forEach(cause -> {
            Set<String> unknown = new TreeSet<>(cause.needs());
            unknown.removeAll(promised);
            assertEquals(Set.of(), unknown, cause.code() + " asks for what nobody can send");
        });
    }

    @Test
    void severeBoundsLieBeyondTheirBounds() {
        PACK.thresholds()
                .bounds()
                .forEach((name, bounds) -> Stream.concat(
                                Stream.of(bounds.base()),
                                bounds.layers().stream()
                                        .map(layer -> layer.limits().over(bounds.base())))
                        .forEach(limits -> {
                            boolean onlyLow = Double.isNaN(limits.high());
                            assertTrue(
                                    Double.isNaN(limits.severe())
                                            || (onlyLow
                                                    ? limits.severe() <= limits.low()
                                                    : limits.severe() >= limits.high()),
                                    name + " " + limits);
                            assertTrue(!(limits.low() >= limits.high()), name + " " + limits);
                        }));
    }

    @Test
    void layersAskForValuesThatThereAre() {
        PACK.thresholds()
                .bounds()
                .forEach((name, bounds) -> bounds.layers()
                        .forEach(layer -> layer.when().forEach(condition -> {
                            AttributeDefinition attribute = PACK.attributes().get(condition.name());
                            if (attribute != null
                                    && condition instanceof Thresholds.OneOf oneOf
                                    && attribute.type() != AttributeDefinition.Type.TEXT) {
                                oneOf.values()
                                        .forEach(value -> assertTrue(
                                                attribute.admits(value),
                                                name + " asks for " + condition.name() + " " + value));
                            }
                        })));
    }

    @Test
    void theVersionIsAHash() {
        assertTrue(PACK.version().matches("sha256:[0-9a-f]{64}"));
        assertEquals("live-commerce", PACK.name());
    }
}
