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
    /** The cause that the benchmark's room has. */
    private static final String FIRST = "causes/cdn-node-fault.drl";

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
        return ruleFiles("").mapToInt(file -> count(shipped.get(file))).sum();
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

    /**
     * The same share of each symptom's rules, one at least, since causes name them all; of the causes, one after the other, since nothing
     * may be known of a cause without rules.
     */
    private SortedMap<String, String> part(int rules) {
        SortedMap<String, String> part = new TreeMap<>(shipped);
        double share = (double) rules / size();
        int left = rules;
        for (String file : ruleFiles("symptoms/").toList()) {
            String text = shipped.get(file);
            left -= keep(part, file, (int) Math.max(1, Math.round(share * count(text))));
        }
        for (String file : Stream.concat(Stream.of(FIRST), ruleFiles("causes/")).distinct().toList()) {
            if (left > 0) {
                left -= keep(part, file, left);
            } else {
                String yaml = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.')) + ".yaml";
                part.keySet().removeAll(List.of(file, "knowledge/" + yaml, "cases/" + yaml));
            }
        }
        if (left != 0) {
            throw new IllegalArgumentException("no " + rules + " rules can be made of " + size());
        }
        return part;
    }

    /** Cuts {@code file} after its first {@code rules} rules; how many are left. */
    private static int keep(SortedMap<String, String> part, String file, int rules) {
        String text = part.get(file);
        List<Integer> starts = RULE.matcher(text).results().map(MatchResult::start).toList();
        if (starts.size() > rules) {
            part.put(file, text.substring(0, starts.get(rules)));
        }
        return Math.min(rules, starts.size());
    }

    private Stream<String> ruleFiles(String folder) {
        return shipped.keySet().stream().filter(file -> file.startsWith(folder) && file.endsWith(".drl"));
    }

    private static int count(String text) {
        return (int) RULE.matcher(text).results().count();
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
            // A list of its own even where it is empty: what is shared would be dumped as an alias.
            List<Object> all = new ArrayList<>();
            list.forEach(item -> all.add(renamed(item, copy)));
            return (T) all;
        }
        return tree instanceof String name ? (T) renamedName(name, copy) : tree;
    }
}
