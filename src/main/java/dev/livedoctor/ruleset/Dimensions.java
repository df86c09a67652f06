package dev.livedoctor.ruleset;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What rules call the dimensions of slices, whatever clients call them.
 *
 * @param names plain name, as {@link #plain} makes it, to the name that rules use
 */
public record Dimensions(Map<String, String> names) {
    /** Every dimension is called what the client calls it. */
    public static final Dimensions AS_THEY_COME = new Dimensions(Map.of());

    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");

    /** Copies its map. */
    public Dimensions {
        names = Map.copyOf(names);
    }

    /** What rules call the dimension that a client calls {@code name}; that itself where the pack does not know it. */
    public String of(String name) {
        String known = names.get(name);
        return known != null ? known : names.getOrDefault(plain(name), name);
    }

    /** The names that rules use. */
    public Set<String> used() {
        return new TreeSet<>(names.values());
    }

    /** {@code name} in small letters, with one _ between its words: cdnNode and CDN-Node are cdn_node. */
    static String plain(String name) {
        return SIGNS.matcher(HUMP.matcher(name).replaceAll("_")).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** Reads dimensions.yaml. */
    static Dimensions read(YamlValue file) {
        Map<String, String> names = new HashMap<>();
        Map<String, YamlValue> dimensions = new LinkedHashMap<>(file.fields());
        dimensions.forEach((name, others) -> {
            if (!NAME.matcher(name).matches()) {
                others.key()
                        .complain(
                                ComplaintCode.BAD_NAME,
                                "a name has small Latin letters, digits and _.",
                                plain(name) + "?");
            }
            names.put(name, name);
        });
        dimensions.forEach((name, others) -> others.items().forEach(other -> add(name, other, names)));
        return new Dimensions(names);
    }

    private static void add(String name, YamlValue other, Map<String, String> names) {
        String text = other.text();
        if (text.contains(" ")) {
            other.complain(
                    ComplaintCode.BAD_NAME,
                    "the name of a dimension has no space.",
                    "a comma between two names, or _ between the words of one?");
        }
        String already = names.putIfAbsent(plain(text), name);
        if (already != null) {
            other.complain(
                    ComplaintCode.DUPLICATE_NAME,
                    text + " is called " + already + " already.",
                    "one of them without it?");
        }
    }
}
