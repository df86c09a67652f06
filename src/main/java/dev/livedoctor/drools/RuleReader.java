package dev.livedoctor.drools;

import dev.livedoctor.drools.Rule.Assertion;
import dev.livedoctor.drools.Rule.Condition;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.PackFile;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Reads one DRL file: Drools' parser gives the tree, an allow-list decides what of it may pass. What is not named here is refused,
 * so a new feature of DRL is refused until somebody allows it.
 */
final class RuleReader {
    /** Several times what the shipped pack needs. */
    private static final int MOST_RULES = 200;
    /** Twice what the shipped pack needs. */
    private static final int LONGEST_NAME = 200;

    private static final Pattern WHEN = Pattern.compile("(?m)^\\s*when\\s*$");

    private final RuleFile file;
    private final boolean expanded;
    private final List<Rule> rules = new ArrayList<>();

    private RuleReader(RuleFile file, boolean expanded) {
        this.file = file;
        this.expanded = expanded;
    }

    /**
     * Reads {@code text}.
     *
     * @param path path within the pack, for complaints
     * @param complaints receives whatever is wrong
     * @return the rules that are right
     */
    static List<Rule> read(String path, String text, Vocabulary vocabulary, List<Complaint> complaints) {
        return read(path, text, vocabulary, complaints, false);
    }

    /** The same of what a table or sentences were made into: the author does not write the head of it. */
    static List<Rule> readExpanded(String path, String text, Vocabulary vocabulary, List<Complaint> complaints) {
        return read(path, text, vocabulary, complaints, true);
    }

    private static List<Rule> read(
            String path, String text, Vocabulary vocabulary, List<Complaint> complaints, boolean expanded) {
        RuleFile file = new RuleFile(path, PackFile.withoutMark(text), vocabulary, complaints);
        RuleReader reader = new RuleReader(file, expanded);
        try {
            if (LexicalCheck.admits(file)) {
                DrlTree.parse(file).ifPresent(reader::read);
            }
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a file makes of the check, it must not go live.
            file.complain(
                    ComplaintCode.CHECK_FAILED,
                    1,
                    "the check itself failed: " + e + ".",
                    "the form of a shipped rule?");
        }
        return reader.rules;
    }

    private void read(PackageDescr tree) {
        int before = file.complaints().size();
        PackageCheck.check(tree, file, expanded);
        if (tree.getRules().isEmpty()) {
            file.complain(ComplaintCode.EMPTY_FILE, 1, "there is no rule in it.", "rule \"" + file.stem() + ": ...\"?");
        }
        if (tree.getRules().size() > MOST_RULES) {
            file.complain(
                    ComplaintCode.TOO_MANY,
                    tree.getRules().get(MOST_RULES).getLine(),
                    "a file has at most " + MOST_RULES + " rules.",
                    "several causes, a file for each?");
            return;
        }
        tree.getRules().forEach(this::read);
        // An import or a rule that is wrong may be what makes another one seem to be missing.
        if (!expanded && file.complaints().size() == before) {
            PackageCheck.checkImports(tree, file);
        }
    }

    private void read(RuleDescr rule) {
        int before = file.complaints().size();
        if (rule.getClass() != RuleDescr.class) {
            file.complain(
                    ComplaintCode.NOT_IN_SUBSET, rule.getLine(), "only rules are allowed, no queries.", "a rule?");
            return;
        }
        if (WHEN.matcher(String.valueOf(rule.getConsequence())).find()) {
            file.complain(
                    ComplaintCode.DRL_SYNTAX,
                    rule.getConsequenceLine(),
                    "then stands before when.",
                    "when, the conditions, then, the assertion?");
            return;
        }
        checkHead(rule);
        checkName(rule);
        Map<String, FactType> bound = new HashMap<>();
        List<Condition> conditions = new ConditionReader(file, bound).read(rule);
        String unread = file.complaints().size() == before ? "" : conditionsOf(rule);
        Assertion assertion = new ConsequenceReader(file, bound, unread).read(rule);
        if (file.complaints().size() == before && assertion != null) {
            rules.add(new Rule(rule.getName(), file.path(), rule.getLine(), conditions, assertion));
        }
    }

    private String conditionsOf(RuleDescr rule) {
        return file.text()
                .lines()
                .limit(Math.max(rule.getLine(), rule.getConsequenceLine()))
                .skip(rule.getLine())
                .collect(Collectors.joining("\n"));
    }

    private void checkHead(RuleDescr rule) {
        rule.getAttributes()
                .values()
                .forEach(attribute -> file.complain(
                        ComplaintCode.NOT_IN_SUBSET,
                        lineOf(attribute.getName(), rule),
                        "the attribute " + attribute.getName() + " is not allowed.",
                        "delete it: order never matters, where it seems to a fact is missing?"));
        if (!rule.getAnnotationNames().isEmpty()) {
            notInSubset(rule, "annotations are not allowed.", "a comment above the rule?");
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            notInSubset(rule, "named consequences are not allowed.", "a rule for each?");
        }
        if (rule.getParentName() != null) {
            notInSubset(rule, "extends is not allowed.", "the conditions themselves?");
        }
    }

    /** The parser knows where an attribute ends, which may be in the next line. */
    private int lineOf(String attribute, RuleDescr rule) {
        List<String> lines = file.text().lines().toList();
        for (int line = Math.max(rule.getLine(), 1); line <= lines.size(); line++) {
            if (lines.get(line - 1).replaceAll("\"[^\"]*\"", "").contains(attribute)) {
                return line;
            }
        }
        return rule.getLine();
    }

    private void notInSubset(RuleDescr rule, String problem, String maybe) {
        file.complain(ComplaintCode.NOT_IN_SUBSET, rule.getLine(), problem, maybe);
    }

    private void checkName(RuleDescr rule) {
        if (!rule.getName().startsWith(file.stem() + ": ")) {
            file.complain(
                    ComplaintCode.RULE_NAME,
                    rule.getLine(),
                    "the name of a rule begins with that of its file.",
                    file.stem() + ": " + rule.getName().replaceFirst("^[^: ]*: *", "") + "?");
        }
        if (rule.getName().strip().equals(file.stem() + ":")) {
            file.complain(
                    ComplaintCode.RULE_NAME,
                    rule.getLine(),
                    "the name of a rule says what it sees.",
                    file.stem() + ": why?");
        }
        if (rule.getName().length() > LONGEST_NAME) {
            file.complain(
                    ComplaintCode.RULE_NAME,
                    rule.getLine(),
                    "a name has at most " + LONGEST_NAME + " characters.",
                    "a comment for the rest?");
        }
        if (rules.stream().anyMatch(other -> other.name().equals(rule.getName()))) {
            file.complain(
                    ComplaintCode.DUPLICATE_NAME,
                    rule.getLine(),
                    "a rule called \"" + rule.getName() + "\" stands in this file already.",
                    "another name?");
        }
    }
}
