package dev.livedoctor.workbench;

import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What makes one pack another: in rules, numbers and words rather than in lines of text. */
public final class PackDiff {
    private static final Pattern RULE = Pattern.compile("(?ms)^rule\\s+\"([^\"]+)\".*?^end\\b");

    private PackDiff() {}

    /**
     * A thing that differs.
     *
     * @param kind rule, threshold, metric, attribute, symptom, cause or cases
     * @param name of the thing
     * @param from what it was; empty where it was not
     * @param to what it is; empty where it is no more
     */
    public record Change(String kind, String name, String from, String to) {
        /** added, removed or changed. */
        public String how() {
            return from.isEmpty() ? "added" : to.isEmpty() ? "removed" : "changed";
        }
    }

    /** What leads from {@code before} to {@code after}, by kind and name. */
    public static List<Change> between(RulePack before, RulePack after) {
        List<Change> changes = new ArrayList<>();
        compare(changes, "rule", before, after, PackDiff::rules);
        compare(
                changes,
                "threshold",
                before,
                after,
                pack -> texts(pack.thresholds().bounds()));
        compare(changes, "metric", before, after, pack -> texts(pack.metrics()));
        compare(changes, "attribute", before, after, pack -> texts(pack.attributes()));
        compare(changes, "symptom", before, after, pack -> texts(pack.symptoms()));
        compare(changes, "cause", before, after, pack -> texts(pack.causes()));
        compare(changes, "cases", before, after, RulePack::cases);
        return changes;
    }

    private static void compare(
            List<Change> changes,
            String kind,
            RulePack before,
            RulePack after,
            Function<RulePack, ? extends Map<String, String>> things) {
        Map<String, String> from = things.apply(before);
        Map<String, String> to = things.apply(after);
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        names.stream()
                .filter(name -> !Objects.equals(from.get(name), to.get(name)))
                .forEach(name ->
                        changes.add(new Change(kind, name, from.getOrDefault(name, ""), to.getOrDefault(name, ""))));
    }

    private static SortedMap<String, String> rules(RulePack pack) {
        SortedMap<String, String> rules = new TreeMap<>();
        pack.rules()
                .values()
                .forEach(text -> RULE.matcher(text).results().forEach(rule -> rules.put(rule.group(1), rule.group())));
        return rules;
    }

    private static SortedMap<String, String> texts(Map<String, ?> things) {
        SortedMap<String, String> texts = new TreeMap<>();
        things.forEach((name, thing) -> texts.put(name, thing.toString()));
        return texts;
    }
}
