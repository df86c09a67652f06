package dev.livedoctor.ruleset;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** A key without a colon is noticed in the next line. */
    private static final int NEAR = 2;

    private static final Pattern NO_COLON = Pattern.compile("(\\s*(?:- )?[\\w.-]+)(?:\\s*：\\s*|\\s+)(\\S.*)");
    private static final Pattern END = Pattern.compile("[}\\],]*\\s*(?:#.*)?$");

    /** The repair of {@code text}, about which {@code yaml} stumbles in the line {@code stumbled}, counted from 0. */
    static Optional<YamlRepair> of(String text, int stumbled, Yaml yaml) {
        List<String> lines = text.lines().toList();
        int last = Math.min(stumbled, lines.size() - 1);
        for (int i = last; i >= Math.max(0, last - NEAR); i--) {
            Matcher key = NO_COLON.matcher(lines.get(i));
            if (key.matches() && reads(lines, i, key.group(1) + ": " + key.group(2), yaml)) {
                return Optional.of(new YamlRepair(i + 1, "a colon after the name?"));
            }
        }
        int tries = 0;
        for (int i = 0; i <= last && tries < MOST_TRIES; i++) {
            String line = lines.get(i);
            for (String quote : List.of("\"", "'")) {
                if (isOdd(line, quote)) {
                    tries++;
                    int end = END.matcher(line)
                            .results()
                            .findFirst()
                            .orElseThrow()
                            .start();
                    if (reads(lines, i, line + quote, yaml)
                            || reads(lines, i, line.substring(0, end) + quote + line.substring(end), yaml)) {
                        return Optional.of(new YamlRepair(i + 1, "a quote at the end of this line?"));
                    }
                }
            }
        }
        return Optional.empty();
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
