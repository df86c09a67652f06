package dev.livedoctor.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an operator does to a folder of rules: a number here, a rule there, and now and then half a file. Every edit writes in place. */
final class Edits {
    private static final Pattern FIRST_BOUND = Pattern.compile("(?s)(\nthresholds:.*?high: 0\\.\\d+)");
    private static final Pattern FIRST_NAME = Pattern.compile("(\nrule \"[^\"]+)\"");
    private static final Pattern CONSEQUENCES = Pattern.compile("(?s)\nthen\n.*");

    private final Path thresholds;
    private final List<Path> rules;
    private final Map<Path, String> originals = new LinkedHashMap<>();

    Edits(Path folder) throws IOException {
        thresholds = folder.resolve("thresholds.yaml");
        try (Stream<Path> files = Files.list(folder.resolve("causes"))) {
            rules = files.filter(file -> file.toString().endsWith(".drl")).sorted().toList();
        }
    }

    /** The edit of this number: a bound that is a little higher, a remark below the next file of rules, or another name for its first rule. */
    void make(int number) throws IOException {
        Path rule = rule(number);
        switch (number % 3) {
            case 0 -> write(
                    thresholds, FIRST_BOUND.matcher(original(thresholds)).replaceFirst("$1" + String.format("%06d", number)));
            case 1 -> write(rule, original(rule) + "\n// edit " + number + "\n");
            default -> write(rule, FIRST_NAME.matcher(original(rule)).replaceFirst("$1, edit " + number + "\""));
        }
    }

    /** Half a rule. */
    void spoil(int number) throws IOException {
        Path rule = rule(number);
        write(rule, CONSEQUENCES.matcher(original(rule)).replaceFirst("\n"));
    }

    /** What was there before {@link #spoil}, but for one remark more. */
    void mend(int number) throws IOException {
        Path rule = rule(number);
        write(rule, original(rule) + "\n// mended " + number + "\n");
    }

    /** Makes all files what they were. */
    void undo() throws IOException {
        for (Map.Entry<Path, String> one : originals.entrySet()) {
            write(one.getKey(), one.getValue());
        }
    }

    private Path rule(int number) {
        return rules.get(number % rules.size());
    }

    private String original(Path file) throws IOException {
        if (!originals.containsKey(file)) {
            originals.put(file, Files.readString(file));
        }
        return originals.get(file);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
