package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.MetricTerm;
import dev.livedoctor.diagnosis.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What people call things, in any language: the files {@code language/*.yaml}, and the titles in knowledge/.
 *
 * @param metrics title to name
 * @param words to the word that tables know: high, for, strong …
 * @param codes title to the code of a symptom or a cause
 * @param languages what each file calls metrics and attributes, by its name, such as en: name to title
 * @param values what each file calls the words that attributes may be, the same way
 */
public record Titles(
        Map<String, String> metrics,
        Map<String, String> words,
        Map<String, String> codes,
        Map<String, Map<String, String>> languages,
        Map<String, Map<String, String>> values) {

    /** The titles of {@code pack}, which is right. */
    public static Titles of(RulePack pack) {
        Titles titles =
                read(pack.files(), pack.metrics().keySet(), pack.attributes().keySet(), new ArrayList<>());
        pack.causes().values().forEach(cause -> {
            titles.codes.putIfAbsent(cause.title().en(), cause.code());
            titles.codes.putIfAbsent(cause.title().zh(), cause.code());
        });
        pack.symptoms().values().forEach(symptom -> {
            titles.codes.putIfAbsent(symptom.title().en(), symptom.code());
            titles.codes.putIfAbsent(symptom.title().zh(), symptom.code());
        });
        return titles;
    }

    static Titles read(
            SortedMap<String, String> files, Set<String> metrics, Set<String> attributes, List<Complaint> complaints) {
        Titles titles = new Titles(
                new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        files.subMap("language/", "language0").forEach((file, text) -> {
            if (file.endsWith(".yaml")) {
                String language = file.substring("language/".length(), file.lastIndexOf('.'));
                titles.add(language, YamlValue.read(file, text, complaints), metrics, attributes);
            }
        });
        return titles;
    }

    private void add(String language, YamlValue file, Set<String> declared, Set<String> attributes) {
        Map<String, String> called = languages.computeIfAbsent(language, key -> new HashMap<>());
        file.allow("metrics", "attributes", "values", "words");
        file.at("attributes").fields().forEach((name, title) -> {
            if (!attributes.contains(name)) {
                title.key()
                        .complainOfUnknown(
                                ComplaintCode.UNKNOWN_NAME, name, attributes, "a line for it in attributes.yaml");
            }
            title.checkOneLine();
            called.put(name, title.text());
        });
        Map<String, String> meant = values.computeIfAbsent(language, key -> new HashMap<>());
        file.at("values").fields().forEach((value, title) -> {
            title.checkOneLine();
            meant.put(value, title.text());
        });
        file.at("metrics").fields().forEach((name, title) -> {
            if (!declared.contains(name)) {
                title.key()
                        .complainOfUnknown(ComplaintCode.UNKNOWN_NAME, name, declared, "a line for it in metrics.yaml");
            }
            put(metrics, title, name);
            called.put(name, title.text());
        });
        file.at("words").fields().forEach((word, other) -> put(words, other, word));
    }

    private static void put(Map<String, String> titles, YamlValue title, String name) {
        title.checkOneLine();
        String before = titles.put(title.text(), name);
        if (before != null && !before.equals(name)) {
            title.complain(
                    ComplaintCode.DUPLICATE_NAME,
                    "'" + title.text() + "' means " + before + " already.",
                    "another title?");
        }
    }

    /** What people call those of {@code metrics} and {@code attributes} that have a title in both languages. */
    Map<String, MetricTerm> terms(Map<String, Metric> metrics, Map<String, AttributeDefinition> attributes) {
        Map<String, MetricTerm> terms = new HashMap<>();
        attributes.values().forEach(attribute -> {
            Text title = text(attribute.name(), languages);
            if (title != null) {
                Map<String, Text> called = new HashMap<>();
                for (String value : attribute.values()) {
                    Text text = text(value, values);
                    if (text != null) {
                        called.put(value, text);
                    }
                }
                String unit = attribute.type() == AttributeDefinition.Type.FLAG ? Unit.FLAG.word() : "";
                terms.put(attribute.name(), new MetricTerm(title, unit, Map.copyOf(called)));
            }
        });
        metrics.values().forEach(metric -> {
            Text title = text(metric.name(), languages);
            if (title != null) {
                terms.put(metric.name(), new MetricTerm(title, metric.unit().word()));
            }
        });
        return terms;
    }

    private static @Nullable Text text(String name, Map<String, Map<String, String>> from) {
        String english = from.getOrDefault("en", Map.of()).get(name);
        String chinese = from.getOrDefault("zh", Map.of()).get(name);
        return english == null || chinese == null ? null : new Text(english, chinese);
    }

    /** The metric called {@code title}; the title itself where none is. */
    public String metricTitled(String title) {
        return metrics.getOrDefault(title, title);
    }

    /** The symptom or cause called {@code title}; the title itself where none is. */
    public String code(String title) {
        return codes.getOrDefault(title, title);
    }

    /** The word that tables know for {@code word}, in lower case. */
    public String word(String word) {
        return words.getOrDefault(word, word.toLowerCase(java.util.Locale.ROOT));
    }
}
