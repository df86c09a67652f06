package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks what can be said of the files of a pack before one of them is read. */
final class FileCheck {
    private static final List<String> FILES = List.of(
            "pack.yaml", "metrics.yaml", "attributes.yaml", "events.yaml", "thresholds.yaml", "dimensions.yaml");

    private static final Pattern NAME = Pattern.compile(String.join("|", FILES).replace(".", "\\.")
            + "|(?:symptoms|causes)/[a-z0-9-]{1,64}\\.(?:drl|dslr)|tables/[a-z0-9-]{1,64}\\.drl\\.(?:csv|xlsx)"
            + "|language/[a-z0-9-]{1,64}\\.(?:dsl|yaml)|(?:knowledge|cases|overrides)/[a-z0-9-]{1,64}\\.yaml");
    /** Letters, and a sign of Braille, that are drawn as nothing. */
    private static final String BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0";

    /** Characters that an editor does not show, some of which turn the order of what it shows; joiners belong to scripts and emoji. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}" + BLANK_LETTERS + "&&[^\\t\\r\\n\\u00ad\\u200c\\u200d]]");

    /** Spaces that look like those of a keyboard and part nothing; between the words of a text they may stand. */
    private static final String ODD_SPACE = "[\u00a0\u2000-\u200a\u202f\u205f\u3000]";

    /** Signs that Chinese texts are full of. */
    private static final String PUNCTUATION = "，。、；：？！（）《》“”‘’·—…";

    private static final Pattern ODD_SPACES = Pattern.compile(ODD_SPACE);
    private static final Pattern ODD_SPACES_OF_YAML = Pattern.compile(
            "(?<![\\p{L}\\p{N}%\\p{IsHan}])" + ODD_SPACE + "|" + ODD_SPACE + "(?![\\p{L}\\p{N}%\\p{IsHan}])");

    private static final String REPLACEMENT = "\uFFFD";
    /** What git leaves in a file that two people changed. */
    private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<{7}|\\|{7}|={7}|>{7})(?: .*|\r)?$");

    private static final Set<String> THE_END = Stream.of(
                    ComplaintCode.TOO_LARGE,
                    ComplaintCode.TOO_MANY,
                    ComplaintCode.NOT_UTF8,
                    ComplaintCode.MERGE_CONFLICT)
            .map(ComplaintCode::code)
            .collect(Collectors.toUnmodifiableSet());

    private FileCheck() {}

    /** Adds what is wrong with {@code files} to {@code complaints}. */
    static void check(SortedMap<String, String> files, List<Complaint> complaints) {
        if (files.size() > PackLimits.MOST_FILES) {
            complaints.add(Complaint.of(
                    ComplaintCode.TOO_MANY,
                    fullest(files),
                    0,
                    0,
                    "a pack has at most " + PackLimits.MOST_FILES + " files, and most of these lie here.",
                    "another folder?"));
            return;
        }
        long all = 0;
        for (var file : files.entrySet()) {
            all += file.getValue().length();
            check(file.getKey(), file.getValue(), complaints);
            if (all > PackLimits.MOST_CHARACTERS_OF_ALL) {
                complaints.add(Complaint.of(
                        ComplaintCode.TOO_LARGE,
                        file.getKey(),
                        1,
                        0,
                        "with this file the pack has more than " + PackLimits.MOST_CHARACTERS_OF_ALL + " characters.",
                        "another folder?"));
                return;
            }
            if (complaints.size() >= PackLimits.MOST_COMPLAINTS) {
                complaints.add(Complaint.of(
                        ComplaintCode.TOO_MANY,
                        file.getKey(),
                        0,
                        0,
                        complaints.size() + " files before this one are none of a rule pack, or cannot be read.",
                        "another folder?"));
                return;
            }
        }
    }

    /** The folder with most of {@code files}. */
    private static String fullest(SortedMap<String, String> files) {
        return files.keySet().stream()
                .collect(Collectors.groupingBy(
                        file -> file.contains("/") ? file.substring(0, file.indexOf('/')) : ".", Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(".");
    }

    /** Whether a pack may have a file called {@code name}. */
    static boolean isKnown(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether {@code complaint} says that reading on would only find what follows from it. */
    static boolean isTheEnd(Complaint complaint) {
        return THE_END.contains(complaint.code());
    }

    private static void check(String file, String text, List<Complaint> complaints) {
        if (!isKnown(file)) {
            complaints.add(Complaint.of(
                    ComplaintCode.UNKNOWN_FILE,
                    file,
                    1,
                    0,
                    "no file of a rule pack has such a name.",
                    NearestName.to(file, Set.copyOf(FILES))
                                    .or(() -> meant(file, text))
                                    .orElse(
                                            "one of " + String.join(", ", FILES)
                                                    + ", or a name in kebab-case with .drl or .dslr in symptoms, causes, .drl.csv or .drl.xlsx in"
                                                    + " tables, .dsl or .yaml in language, .yaml in knowledge, cases, overrides")
                            + "?"));
        } else if (text.length() > PackLimits.MOST_CHARACTERS) {
            complaints.add(Complaint.of(
                    ComplaintCode.TOO_LARGE,
                    file,
                    1,
                    0,
                    "a file has at most " + PackLimits.MOST_CHARACTERS + " characters.",
                    "several files?"));
        } else if (text.contains(REPLACEMENT)) {
            complaints.add(Complaint.of(
                    ComplaintCode.NOT_UTF8,
                    file,
                    lineOf(text, text.indexOf(REPLACEMENT)),
                    0,
                    "there are bytes that are no UTF-8.",
                    "the file saved as UTF-8?"));
        } else if (conflict(text) >= 0) {
            complaints.add(Complaint.of(
                    ComplaintCode.MERGE_CONFLICT,
                    file,
                    lineOf(text, conflict(text)),
                    1,
                    "two versions of the file meet here, and nobody has made one of them.",
                    "one of the two, without the lines that git wrote?"));
        } else if (!file.endsWith(".drl") && hasOddSigns(text)) {
            Matcher invisible = INVISIBLE.matcher(text);
            Matcher space = (file.endsWith(".yaml") ? ODD_SPACES_OF_YAML : ODD_SPACES).matcher(text);
            if (invisible.find(startOf(text))) {
                complainOfSign(
                        file, text, invisible.start(), "an invisible character", "the same without it?", complaints);
            } else if (space.find()) {
                complainOfSign(
                        file,
                        text,
                        space.start(),
                        "another space than that of a keyboard",
                        "an ordinary space?",
                        complaints);
            }
        }
    }

    /** The name of the file that was saved as {@code file} by an editor, a mail or a hand; its text tells which rules it holds. */
    private static Optional<String> meant(String file, String text) {
        String name = file.substring(file.lastIndexOf('/') + 1)
                .replaceFirst("\\.(?:txt|bak|orig|old)$", "")
                .replaceFirst(" *(?:\\(\\d+\\)|[- ]*(?:copy|副本))(?=\\.)", "")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.yml$", ".yaml")
                .replaceAll("[_ ]+", "-");
        String folder = file.contains("/") ? file.substring(0, file.indexOf('/') + 1) : "";
        String ofRules = text.contains("package rules.symptoms") ? "symptoms/" : "causes/";
        return Stream.of(folder + name, ofRules + name)
                .filter(FileCheck::isKnown)
                .findFirst();
    }

    /** Whether a sign of {@code text} is worth a closer look; nearly every file has none, and a start waits for all of them. */
    private static boolean hasOddSigns(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean plain = sign >= ' ' && sign < '\u007f' || sign == '\n' || sign == '\r' || sign == '\t';
            if (!plain
                    && (BLANK_LETTERS.indexOf(sign) >= 0
                            || !(Character.isLetter(sign) || PUNCTUATION.indexOf(sign) >= 0))) {
                return true;
            }
        }
        return false;
    }

    private static void complainOfSign(
            String file, String text, int at, String what, String maybe, List<Complaint> complaints) {
        complaints.add(Complaint.of(
                ComplaintCode.FORBIDDEN_CHARACTER,
                file,
                lineOf(text, at),
                at - text.lastIndexOf('\n', at - 1),
                what + ", " + Character.getName(text.codePointAt(at)) + ", is not allowed here.",
                maybe));
    }

    /** Where the first mark of a conflict stands; negative where there is none. */
    private static int conflict(String text) {
        boolean perhaps = text.contains("<<<<<<<") || text.contains("=======") || text.contains(">>>>>>>");
        Matcher mark = CONFLICT.matcher(text);
        return perhaps && mark.find() ? mark.start() : -1;
    }

    /** The name of the first character in {@code text} that no file may hold. */
    static Optional<String> invisible(String text) {
        if (!hasOddSigns(text)) {
            return Optional.empty();
        }
        Matcher invisible = INVISIBLE.matcher(text);
        return invisible.find()
                ? Optional.of(Character.getName(text.codePointAt(invisible.start())))
                : Optional.empty();
    }

    /** Behind the mark that some editors set before everything. */
    private static int startOf(String text) {
        return text.startsWith("\uFEFF") ? 1 : 0;
    }

    /** The line of the sign at {@code at}, from 1. */
    static int lineOf(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }
}
