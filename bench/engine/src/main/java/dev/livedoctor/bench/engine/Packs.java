package dev.livedoctor.bench.engine;

import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * Rule packs of any size, made of the shipped one: a part of it, or it and copies of it. A copy names its own metrics, symptoms and causes,
 * so that Drools cannot merge its rules with the original's. Attributes are those of the original: they describe the same room.
 */
final class Packs {
    /** Of a small pack, these files come first: with them alone, the benchmark's room gets its diagnosis. */
    private static final List<String> FIRST = List.of(
            "symptoms/region-loss.drl", "symptoms/low-retention.drl", "symptoms/stalls.drl", "causes/cdn-node-fault.drl");

    private static final Pattern RULE = Pattern.compile("(?m)^rule \"");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CODE_IN_RULE_NAME = Pattern.compile("(?m)^rule \"([a-z0-9-]+):");

    private final SortedMap<String, String> shipped;
    private final Set<String> metrics;
    private final Set<String> codes;

    private Packs(SortedMap<String, String> shipped) {
        this.shipped = shipped;
        this.metrics = metricsOf(tree(shipped.get("metrics.yaml"))).keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        this.codes = shipped.keySet().stream()
                .filter(file -> file.startsWith("knowledge/"))
                .map(Packs::code)
                .collect(Collectors.toSet());
    }

    /** The packs that can be made of the one in the service's jar. */
    static Packs ofShipped() throws IOException, URISyntaxException {
        Path place = Path.of(Ruleset.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return new Packs(PackReader.files(place.resolve("rules")));
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return new Packs(PackReader.files(jar.getPath("rules")));
        }
    }

    /** How many rules were shipped. */
    int size() {
        return count(ruleFiles(""));
    }

    /** The first {@code rules} rules, and {@code copies} of them altogether. */
    SortedMap<String, String> pack(int rules, int copies) {
        SortedMap<String, String> part = part(rules);
        SortedMap<String, String> pack = new TreeMap<>(part);
        Map<String, Object> catalog = tree(part.get("metrics.yaml"));
        Map<String, Object> thresholds = tree(part.get("thresholds.yaml"));
        for (int copy = 2; copy <= copies; copy++) {
            int number = copy;
            part.forEach((file, text) -> {
                if (file.endsWith(".drl")) {
                    pack.put(renamed(file, number), renamedRules(text, number));
                } else if (file.startsWith("knowledge/")) {
                    pack.put(renamed(file, number), new Yaml().dump(renamed(tree(text), number)));
                } else if (file.startsWith("cases/")) {
                    pack.put(renamed(file, number), text);
                }
            });
            catalog.put("copy" + copy, metricsOf(renamed(tree(part.get("metrics.yaml")), copy)));
            boundsOf(thresholds).putAll(boundsOf(renamed(tree(part.get("thresholds.yaml")), copy)));
        }
        pack.put("metrics.yaml", new Yaml().dump(catalog));
        pack.put("thresholds.yaml", new Yaml().dump(thresholds));
        return pack;
    }

    /** {@code values} once more for each copy, under the names of that copy. */
    Map<String, Double> measured(Map<String, Double> values, int copies) {
        Map<String, Double> all = new LinkedHashMap<>(values);
        for (int copy = 2; copy <= copies; copy++) {
            int number = copy;
            values.forEach((name, value) -> all.put(renamedName(name, number), value));
        }
        return all;
    }

    /** As many of the symptoms' rules as of the causes', in proportion. */
    private SortedMap<String, String> part(int rules) {
        int ofSymptoms = Math.round((float) rules * count(ruleFiles("symptoms/")) / size());
        SortedMap<String, String> part = new TreeMap<>(shipped);
        cut(part, ruleFiles("symptoms/"), ofSymptoms);
        cut(part, ruleFiles("causes/"), rules - ofSymptoms);
        return part;
    }

    /** Leaves the first {@code rules} rules of {@code files}. Nothing is known of a cause without rules; symptoms stay, since causes name them. */
    private static void cut(SortedMap<String, String> pack, List<String> files, int rules) {
        int left = rules;
        for (String file : files) {
            String text = first(left, pack.get(file));
            left -= count(text);
            pack.put(file, text);
            if (count(text) == 0 && file.startsWith("causes/")) {
                String name = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.')) + ".yaml";
                pack.keySet().removeAll(List.of(file, "knowledge/" + name, "cases/" + name));
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException("the shipped pack has " + left + " rules too few");
        }
    }

    private List<String> ruleFiles(String folder) {
        return Stream.concat(FIRST.stream(), shipped.keySet().stream().filter(file -> file.endsWith(".drl")))
                .filter(file -> file.startsWith(folder))
                .distinct()
                .toList();
    }

    private int count(List<String> files) {
        return files.stream().mapToInt(file -> count(shipped.get(file))).sum();
    }

    private static int count(String text) {
        return (int) RULE.matcher(text).results().count();
    }

    private static String first(int rules, String text) {
        List<Integer> starts = RULE.matcher(text).results().map(MatchResult::start).toList();
        return rules >= starts.size() ? text : text.substring(0, starts.get(rules));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(String yaml) {
        return (Map<String, Object>) new Yaml().load(yaml);
    }

    /** All metrics of a catalog, whatever the heading they stand under. */
    private static Map<Object, Object> metricsOf(Map<String, Object> catalog) {
        Map<Object, Object> all = new LinkedHashMap<>();
        catalog.values().forEach(group -> all.putAll((Map<?, ?>) group));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> boundsOf(Map<String, Object> thresholds) {
        return (Map<Object, Object>) thresholds.get("thresholds");
    }

    private static String code(String file) {
        return file.substring(file.indexOf('/') + 1, file.lastIndexOf('.')).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String renamed(String file, int copy) {
        int dot = file.lastIndexOf('.');
        return file.substring(0, dot) + "-copy" + copy + file.substring(dot);
    }

    private String renamedRules(String text, int copy) {
        String own = CODE_IN_RULE_NAME.matcher(text).replaceAll(found -> "rule \"" + found.group(1) + "-copy" + copy + ":");
        return QUOTED.matcher(own).replaceAll(found -> "\"" + renamedName(found.group(1), copy) + "\"");
    }

    private String renamedName(String name, int copy) {
        return metrics.contains(name) ? name + "_copy" + copy : codes.contains(name) ? name + "_COPY" + copy : name;
    }

    /** A tree of YAML in which every name of a metric, a symptom or a cause is the copy's. */
    @SuppressWarnings("unchecked")
    private <T> T renamed(T tree, int copy) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((key, value) -> all.put(renamed(key, copy), renamed(value, copy)));
            return (T) all;
        }
        if (tree instanceof List<?> list) {
            return (T) list.stream().map(item -> renamed(item, copy)).toList();
        }
        return tree instanceof String name ? (T) renamedName(name, copy) : tree;
    }
}
