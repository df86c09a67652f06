package dev.livedoctor.ruleset;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** Makes a tree of a YAML text, within bounds. */
final class YamlText {
    /** An editor's file has a few aliases at most; a bomb has many. */
    private static final int MOST_ALIASES = 20;
    /** The shipped files nest six deep. */
    private static final int DEEPEST = 20;

    private YamlText() {}

    /** The one document of {@code text}; null where it is empty or no YAML, which is complained of. */
    static @Nullable Node compose(String file, String text, List<Complaint> complaints) {
        if (text.length() > PackLimits.MOST_CHARACTERS) {
            complaints.add(Complaint.of(
                    ComplaintCode.TOO_LARGE,
                    file,
                    1,
                    0,
                    "cannot be read as YAML: a file has at most " + PackLimits.MOST_CHARACTERS + " characters.",
                    "several files?"));
            return null;
        }
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(PackLimits.MOST_CHARACTERS);
        DumperOptions dumperOptions = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dumperOptions), dumperOptions, options);
        try {
            int tagged = tagged(text, yaml);
            if (tagged > 0) {
                complaints.add(Complaint.of(
                        ComplaintCode.YAML_SUBSET,
                        file,
                        tagged,
                        0,
                        "cannot be read as YAML: tags are not allowed.",
                        "the value without it?"));
                return null;
            }
            Node node = yaml.compose(new StringReader(text));
            YamlTypos.checkCut(file, text, complaints);
            YamlTypos.checkAnchors(file, text, yaml, complaints);
            if (node == null) {
                complaints.add(Complaint.of(
                        ComplaintCode.EMPTY_FILE,
                        file,
                        1,
                        0,
                        "there is nothing in it.",
                        "the form of a shipped file?"));
            }
            return node;
        } catch (MarkedYAMLException e) {
            Mark mark = markOf(e);
            String problem = String.valueOf(e.getProblem());
            boolean refused = problem.contains("tag is not allowed") || problem.contains("another document");
            Optional<YamlRepair> repair = refused || mark == null || problem.contains("\\t")
                    ? Optional.empty()
                    : YamlRepair.of(text, mark.getLine(), yaml);
            complaints.add(Complaint.of(
                    refused ? ComplaintCode.YAML_SUBSET : ComplaintCode.YAML_SYNTAX,
                    file,
                    repair.map(YamlRepair::line)
                            .orElse(mark == null ? 1 : Math.min(mark.getLine() + 1, lastLine(text))),
                    repair.isPresent() || mark == null || mark.getLine() + 1 > lastLine(text)
                            ? 0
                            : mark.getColumn() + 1,
                    "cannot be read as YAML: " + said(problem) + ".",
                    refused
                            ? "one document without tags?"
                            : repair.map(YamlRepair::maybe).orElse(hint(problem))));
        } catch (ReaderException e) {
            complaints.add(Complaint.of(
                    ComplaintCode.FORBIDDEN_CHARACTER,
                    file,
                    lineOf(text, e.getPosition()),
                    0,
                    "cannot be read as YAML: it holds the control character " + Character.getName(e.getCodePoint())
                            + ".",
                    "the same without it?"));
        } catch (YAMLException e) {
            // Aliases and nesting are counted for the document as a whole.
            complaints.add(Complaint.of(
                    ComplaintCode.YAML_SUBSET,
                    file,
                    excess(text, yaml),
                    0,
                    "cannot be read as YAML: " + e.getMessage() + ".",
                    "the values themselves, without aliases, and flat?"));
        }
        return null;
    }

    /** What is never closed is wrong where it begins; everything else where it stops making sense. */
    private static @Nullable Mark markOf(MarkedYAMLException e) {
        String context = String.valueOf(e.getContext());
        boolean unclosed = context.contains("simple key") || context.contains("quoted") || context.contains("flow");
        return unclosed && e.getContextMark() != null ? e.getContextMark() : e.getProblemMark();
    }

    /** The first line with a tag, which a node does not tell where it is that of a text; 0 where there is none. */
    private static int tagged(String text, Yaml yaml) {
        if (!text.contains("!!") && !text.contains("!<") && !text.startsWith("%") && !text.contains("\n%")) {
            return 0;
        }
        for (Event event : yaml.parse(new StringReader(text))) {
            boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag() != null
                    || event instanceof CollectionStartEvent collection && collection.getTag() != null
                    || event instanceof DocumentStartEvent document
                            && document.getTags() != null
                            && !document.getTags().isEmpty();
            if (tagged) {
                return event.getStartMark().getLine() + 1;
            }
        }
        return 0;
    }

    /** The line from which on the text has more aliases, or is nested deeper, than is allowed. */
    private static int excess(String text, Yaml yaml) {
        int aliases = 0;
        int depth = 0;
        for (Event event : yaml.parse(new StringReader(text))) {
            aliases += event instanceof AliasEvent ? 1 : 0;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (aliases > MOST_ALIASES || depth > DEEPEST) {
                return event.getStartMark().getLine() + 1;
            }
        }
        return 1;
    }

    /** {@code problem} in words of those who write texts. */
    private static String said(String problem) {
        return problem.contains("cannot start any token") && !problem.contains("\\t")
                ? "no text begins with " + problem.replaceAll(".*character '(.)'.*", "$1")
                        + " unless it stands in quotes"
                : problem;
    }

    private static String hint(String problem) {
        if (problem.contains("\\t")) {
            return "spaces instead of the tab?";
        }
        if (problem.contains("<stream end>")) {
            return "the rest of the file, which ends too early?";
        }
        if (problem.contains("mapping values")) {
            return "quotes around a text with a colon?";
        }
        return problem.contains("block end") || problem.contains("block mapping")
                ? "the indentation of the line before?"
                : "a missing colon, quote or bracket?";
    }

    /** Nothing is wrong behind the last line that says something. */
    private static int lastLine(String text) {
        return FileCheck.lineOf(text, text.stripTrailing().length());
    }

    private static int lineOf(String text, int position) {
        return (int) text.codePoints().limit(position).filter(c -> c == '\n').count() + 1;
    }
}
