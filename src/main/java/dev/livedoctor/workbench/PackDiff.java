package dev.livedoctor.workbench;

import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What makes one pack another: in rules, numbers and words rather than in lines of text. */
public final class PackDiff {
    private static final Pattern RULE = Pattern.compile("(?ms)^rule\\s+\"([^\"]+)\".*?^end\\b");

    private PackDiff() {}

    /** What became of a thing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A thing that differs.
     *
     * @param thing pack, rule, threshold, metric, attribute, event, dimension, knowledge, cases, override, table, sentences or language
     * @param name of the thing
     * @param kind what became of it
     * @param from the lines that it had and has no more
     * @param to the lines that it has and had not
     */
    public record Change(String thing, String name, Kind kind, List<String> from, List<String> to) {}

    /** What leads from {@code before} to {@code after}, by kind of thing and name. */
    public static List<Change> between(RulePack before, RulePack after) {
        List<Change> changes = new ArrayList<>();
        compare(changes, "pack", before, after, pack -> entries(pack, "pack.yaml", 1));
        compare(changes, "rule", before, after, PackDiff::rules);
        compare(changes, "threshold", before, after, pack -> entries(pack, "thresholds.yaml", 2));
        compare(changes, "metric", before, after, pack -> entries(pack, "metrics.yaml", 2));
        compare(changes, "attribute", before, after, pack -> entries(pack, "attributes.yaml", 1));
        compare(changes, "event", before, after, pack -> entries(pack, "events.yaml", 1));
        compare(changes, "dimension", before, after, pack -> entries(pack, "dimensions.yaml", 1));
        compare(changes, "knowledge", before, after, pack -> files(pack, "knowledge/"));
        compare(changes, "cases", before, after, pack -> files(pack, "cases/"));
        compare(changes, "override", before, after, pack -> files(pack, "overrides/"));
        compare(changes, "table", before, after, pack -> texts(pack, "tables/.*"));
        compare(changes, "sentences", before, after, pack -> texts(pack, ".*\\.dslr"));
        compare(changes, "language", before, after, pack -> texts(pack, "language/.*"));
        return changes;
    }

    private static void compare(
            List<Change> changes,
            String thing,
            RulePack before,
            RulePack after,
            Function<RulePack, Map<String, List<String>>> things) {
        Map<String, List<String>> from = things.apply(before);
        Map<String, List<String>> to = things.apply(after);
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        for (String name : names) {
            List<String> was = from.getOrDefault(name, List.of());
            List<String> is = to.getOrDefault(name, List.of());
            if (!was.equals(is)) {
                Kind kind = !from.containsKey(name) ? Kind.ADDED : to.containsKey(name) ? Kind.CHANGED : Kind.REMOVED;
                changes.add(new Change(thing, name, kind, without(was, is), without(is, was)));
            }
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    private static SortedMap<String, List<String>> rules(RulePack pack) {
        SortedMap<String, List<String>> rules = new TreeMap<>();
        pack.rules().forEach((file, text) -> {
            if (file.endsWith(".drl")) {
                RULE.matcher(text)
                        .results()
                        .forEach(rule ->
                                rules.put(rule.group(1), rule.group().lines().toList()));
            }
        });
        return rules;
    }

    private static SortedMap<String, List<String>> files(RulePack pack, String folder) {
        SortedMap<String, List<String>> files = new TreeMap<>();
        pack.files()
                .subMap(folder, folder + Character.MAX_VALUE)
                .forEach((file, text) -> files.put(file, lines(yaml(text))));
        return files;
    }

    /** The lines of the files whose path is like {@code path}; of a workbook that it is another. */
    private static SortedMap<String, List<String>> texts(RulePack pack, String path) {
        SortedMap<String, List<String>> texts = new TreeMap<>();
        pack.files().forEach((file, text) -> {
            if (file.matches(path)) {
                texts.put(
                        file,
                        PackFile.isText(file)
                                ? text.lines().toList()
                                : List.of("workbook " + Integer.toHexString(text.hashCode())));
            }
        });
        return texts;
    }

    /** What {@code file} holds, by the keys at {@code depth}. */
    private static SortedMap<String, List<String>> entries(RulePack pack, String file, int depth) {
        SortedMap<String, List<String>> entries = new TreeMap<>();
        collect(entries, "", yaml(pack.files().getOrDefault(file, "")), depth);
        return entries;
    }

    private static void collect(Map<String, List<String>> entries, String name, @Nullable Object value, int depth) {
        if (depth > 0 && value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> collect(entries, String.valueOf(key), inner, depth - 1));
        } else {
            entries.put(name, lines(value));
        }
    }

    private static @Nullable Object yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    /** A line for each value, with the way to it. */
    private static List<String> lines(@Nullable Object value) {
        List<String> lines = new ArrayList<>();
        addLines(lines, "", value);
        return lines;
    }

    private static void addLines(List<String> lines, String way, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, inner) -> addLines(lines, way.isEmpty() ? String.valueOf(key) : way + " / " + key, inner));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                addLines(lines, (way.isEmpty() ? "" : way + " ") + (i + 1), list.get(i));
            }
        } else {
            lines.add(way + ": " + value);
        }
    }
}
