package dev.livedoctor.ruleset;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What would make a text YAML. A parser stumbles where a text stops making sense, which may be lines below the slip; a slip is found where
 * the text makes sense without it.
 *
 * @param line of the slip, from 1
 * @param maybe what to do about it
 */
record YamlRepair(int line, String maybe) {
    /** So many lines may look as if a quote were missing in them. */
    private static final int MOST_TRIES = 40;
    /** Many a slip is noticed in the next line, or in the one after. */
    private static final int NEAR = 3;
    /** Each try reads the whole text; several times what the longest shipped file needs. */
    private static final int MOST_CHARACTERS = 1 << 17;

    private static final Pattern END = Pattern.compile("[}\\],]*\\s*(?:#.*)?$");
    private static final Pattern LINE = Pattern.compile("(?<indent> *)(?<key>- ?|[^:]*)(?<rest>.*)");

    private record Slip(Pattern written, String meant, String maybe) {
        static Slip of(String written, String meant, String maybe) {
            return new Slip(Pattern.compile(written), meant, maybe);
        }

        /** {@code line} as it was meant; the line itself where there is no such slip. */
        String mended(String line) {
            return written.matcher(line).replaceFirst(meant);
        }
    }

    private static final List<Slip> WORDS = List.of(
            Slip.of("^(\\s*(?:- )?[\\w.-]+)(?:\\s*：\\s*|\\s+)(\\S.*)", "$1: $2", "a colon after the name?"),
            Slip.of("^(\\s*(?:- )?[\\w.-]+)\\s*(#.*)?$", "$1: $2", "a colon after the name?"),
            Slip.of("^(\\s*)-(?=[^\\s-])", "$1- ", "a space after the dash?"),
            Slip.of("(?<=[\\w\"'\\]}])\\s+([\\w.-]+:\\s)", ", $1", "a comma between the values?"),
            Slip.of("(?<=[\\w.\\p{IsHan}])\\s+#(?=[^\\s#])", " ＃", "quotes around a text with a #?"),
            Slip.of("([}\\]])\\s*(#.*)?$", " $2", "one bracket less at the end of this line?"),
            Slip.of("\\s*(#.*)?$", "} $1", "a } at the end of this line?"),
            Slip.of("\\s*(#.*)?$", "] $1", "a ] at the end of this line?"));

    private static final Slip DASH = Slip.of("^(\\s*)(?=[^\\s-])", "$1- ", "a dash before it?");
    private static final Slip LOST_DASH = Slip.of("^(\\s*)  (?=[^\\s-])", "$1- ", "a dash before it?");
    private static final Slip TEXT = Slip.of(
            "^(\\s*(?:- )?[\\w.-]+:\\s+|\\s*- )(?!'|[|>][-+\\d]*\\s*$)(.*\\S)\\s*$",
            "$1'$2'",
            "quotes around the text?");

    /** The repair of {@code text}, about which {@code yaml} stumbles in the line {@code stumbled}, counted from 0. */
    static Optional<YamlRepair> of(String text, int stumbled, Yaml yaml) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        int last = Math.min(stumbled, lines.size() - 1);
        List<Integer> near = IntStream.iterate(last, i -> i >= 0, i -> i - 1)
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#"))
                .limit(NEAR)
                .boxed()
                .toList();
        return Stream.<Supplier<Optional<YamlRepair>>>of(
                        () -> WORDS.stream()
                                .flatMap(slip -> near.stream().flatMap(i -> mended(lines, i, slip, yaml).stream()))
                                .findFirst(),
                        () -> Stream.concat(near.stream(), first(lines).stream())
                                .filter(i -> lines.stream().anyMatch(line -> isDashed(line, lines.get(i))))
                                .flatMap(i -> mended(lines, i, LOST_DASH, yaml).stream())
                                .findFirst(),
                        () -> indented(lines, near, yaml),
                        () -> near.stream()
                                .filter(i ->
                                        lines.stream().anyMatch(line -> line.startsWith(indent(lines.get(i)) + "- ")))
                                .flatMap(i -> mended(lines, i, DASH, yaml).stream())
                                .findFirst(),
                        () -> quoted(lines, last, yaml),
                        () -> near.stream()
                                .flatMap(i -> mended(lines, i, TEXT, yaml).stream())
                                .findFirst())
                .flatMap(repair -> repair.get().stream())
                .findFirst();
    }

    /** The line with which the text begins, after comments. */
    private static Optional<Integer> first(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#"))
                .boxed()
                .findFirst();
    }

    /** Whether {@code line} is an item, and {@code other} would be the next if its first sign that is no space had a dash before it. */
    private static boolean isDashed(String line, String other) {
        return indent(line).length() + 2 == indent(other).length()
                && line.stripLeading().startsWith("- ");
    }

    private static Optional<YamlRepair> mended(List<String> lines, int i, Slip slip, Yaml yaml) {
        String line = slip.mended(lines.get(i));
        return !line.equals(lines.get(i)) && reads(lines, i, line, yaml)
                ? Optional.of(new YamlRepair(i + 1, slip.maybe()))
                : Optional.empty();
    }

    /** Of the lines that might stand elsewhere, the one that stands least as the others of its kind do. */
    private static Optional<YamlRepair> indented(List<String> lines, List<Integer> near, Yaml yaml) {
        return near.stream()
                .filter(i -> indents(lines, i).stream()
                        .anyMatch(
                                indent -> reads(lines, i, indent + lines.get(i).stripLeading(), yaml)))
                .min(Comparator.comparingInt(i -> usual(lines, i)))
                .map(i -> new YamlRepair(i + 1, "the indentation of the lines around it?"));
    }

    /** How the lines around the line {@code i} are indented, and those with the same name. */
    private static Set<String> indents(List<String> lines, int i) {
        Set<String> indents = new LinkedHashSet<>();
        lines.stream().filter(line -> key(line).equals(key(lines.get(i)))).forEach(line -> indents.add(indent(line)));
        lines.subList(Math.max(0, i - NEAR), Math.min(lines.size(), i + NEAR))
                .forEach(line -> indents.add(indent(line)));
        indents.remove(indent(lines.get(i)));
        return new LinkedHashSet<>(indents.stream().limit(MOST_TRIES / NEAR).toList());
    }

    /** How many other lines stand where the line {@code i} does; those with the same name count most. */
    private static int usual(List<String> lines, int i) {
        return lines.stream()
                .filter(line -> indent(line).equals(indent(lines.get(i))))
                .mapToInt(line -> key(line).equals(key(lines.get(i))) ? lines.size() : 1)
                .sum();
    }

    private static String indent(String line) {
        return part(line, "indent");
    }

    private static String key(String line) {
        return part(line, "key");
    }

    private static String part(String line, String name) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() ? parts.group(name) : "";
    }

    private static Optional<YamlRepair> quoted(List<String> lines, int last, Yaml yaml) {
        List<UnaryOperator<String>> closings = new ArrayList<>();
        for (String quote : List.of("\"", "'")) {
            closings.add(line -> isOdd(line, quote) ? line + quote : line);
            closings.add(line -> {
                Matcher end = END.matcher(line);
                return isOdd(line, quote) && end.find()
                        ? line.substring(0, end.start()) + quote + line.substring(end.start())
                        : line;
            });
        }
        return IntStream.rangeClosed(0, last)
                .filter(i -> closings.stream()
                        .anyMatch(closing -> !closing.apply(lines.get(i)).equals(lines.get(i))))
                .limit(MOST_TRIES)
                .filter(i -> closings.stream().anyMatch(closing -> reads(lines, i, closing.apply(lines.get(i)), yaml)))
                .mapToObj(i -> new YamlRepair(i + 1, "a quote at the end of this line?"))
                .findFirst();
    }

    private static boolean isOdd(String line, String quote) {
        return line.replace("\\\"", "")
                                .chars()
                                .filter(c -> c == quote.charAt(0))
                                .count()
                        % 2
                == 1;
    }

    private static boolean reads(List<String> lines, int number, String instead, Yaml yaml) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == number ? instead : lines.get(i)).append('\n');
        }
        try {
            return yaml.compose(new StringReader(text.toString())) != null;
        } catch (YAMLException e) {
            return false;
        }
    }
}
