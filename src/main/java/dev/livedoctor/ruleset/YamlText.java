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

    private final String file;
    private final String text;
    private final List<Complaint> complaints;

    private YamlText(String file, String text, List<Complaint> complaints) {
        this.file = file;
        this.text = text;
        this.complaints = complaints;
    }

    /** The one document of {@code text}; null where it is empty or no YAML, which is complained of. */
    static @Nullable Node compose(String file, String text, List<Complaint> complaints) {
        return new YamlText(file, text, complaints).compose();
    }

    private @Nullable Node compose() {
        if (text.length() > PackLimits.MOST_CHARACTERS) {
            refuse(
                    ComplaintCode.TOO_LARGE,
                    1,
                    "a file has at most " + PackLimits.MOST_CHARACTERS + " characters",
                    "several files?");
            return null;
        }
        Yaml yaml = yaml();
        try {
            int tagged = tagged(yaml);
            if (tagged > 0) {
                refuse(ComplaintCode.YAML_SUBSET, tagged, "tags are not allowed", "the value without it?");
                return null;
            }
            Node node = yaml.compose(new StringReader(text));
            YamlTypos.checkCut(file, text, complaints);
            if (YamlTypos.checkAnchors(file, text, yaml, complaints)) {
                return null;
            }
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
            refuse(e, yaml);
        } catch (ReaderException e) {
            refuse(
                    ComplaintCode.FORBIDDEN_CHARACTER,
                    lineOf(e.getPosition()),
                    "it holds the control character " + Character.getName(e.getCodePoint()),
                    "the same without it?");
        } catch (YAMLException e) {
            // Aliases and nesting are counted for the document as a whole.
            refuse(
                    ComplaintCode.YAML_SUBSET,
                    excess(yaml),
                    String.valueOf(e.getMessage()),
                    "the values themselves, without aliases, and flat?");
        }
        return null;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(PackLimits.MOST_CHARACTERS);
        DumperOptions dumperOptions = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumperOptions), dumperOptions, options);
    }

    private void refuse(MarkedYAMLException e, Yaml yaml) {
        Mark mark = markOf(e);
        String problem = String.valueOf(e.getProblem());
        boolean subset = problem.contains("tag is not allowed") || problem.contains("another document");
        Optional<YamlRepair> repair = subset || mark == null || problem.contains("\\t")
                ? Optional.empty()
                : YamlRepair.of(text, mark.getLine(), yaml);
        refuse(
                subset ? ComplaintCode.YAML_SUBSET : ComplaintCode.YAML_SYNTAX,
                repair.map(YamlRepair::line).orElse(mark == null ? 1 : Math.min(mark.getLine() + 1, lastLine())),
                repair.isPresent() || mark == null || mark.getLine() + 1 > lastLine() ? 0 : mark.getColumn() + 1,
                said(problem),
                subset
                        ? "one document without tags?"
                        : repair.map(YamlRepair::maybe).orElse(hint(problem)));
    }

    private void refuse(ComplaintCode code, int line, String why, String maybe) {
        refuse(code, line, 0, why, maybe);
    }

    private void refuse(ComplaintCode code, int line, int column, String why, String maybe) {
        complaints.add(Complaint.of(code, file, line, column, "cannot be read as YAML: " + why + ".", maybe));
    }

    /** What is never closed is wrong where it begins; everything else where it stops making sense. */
    private static @Nullable Mark markOf(MarkedYAMLException e) {
        String context = String.valueOf(e.getContext());
        boolean unclosed = context.contains("simple key") || context.contains("quoted") || context.contains("flow");
        return unclosed && e.getContextMark() != null ? e.getContextMark() : e.getProblemMark();
    }

    /** The first line with a tag, which a node does not tell where it is that of a text; 0 where there is none. */
    private int tagged(Yaml yaml) {
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
    private int excess(Yaml yaml) {
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
    private int lastLine() {
        return FileCheck.lineOf(text, text.stripTrailing().length());
    }

    private int lineOf(int position) {
        return (int) text.codePoints().limit(position).filter(c -> c == '\n').count() + 1;
    }
}
