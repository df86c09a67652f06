package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What every test of a pack found: whether it is whole, whether its rules compile, and whether its cases come out as they say. Only a pack
 * that no complaint refuses may go live.
 *
 * @param ruleset the pack, compiled; empty where it cannot be
 * @param complaints what is wrong, and advice, in the order in which it is read
 * @param cases how many were run
 * @param fired the names of the rules that a case made fire
 */
public record Check(Optional<Ruleset> ruleset, List<Complaint> complaints, int cases, Set<String> fired) {

    /** What was refused before its rules were read. */
    public static Check refused(List<Complaint> complaints) {
        return new Check(Optional.empty(), complaints, 0, Set.of());
    }

    /** Puts the pack made of {@code files} to every test; nothing that is wrong with it is thrown. */
    public static Check of(SortedMap<String, String> files, RuleCompiler compiler) {
        return new Checker(compiler).check(files);
    }

    /** The same for what was made of the pack of {@code before}, which passed. */
    public static Check of(SortedMap<String, String> files, SortedMap<String, String> before, RuleCompiler compiler) {
        Checker checker = new Checker(compiler);
        checker.follow(before);
        return checker.check(files);
    }

    /** How many complaints are more than advice. */
    public long refusals() {
        return complaints.stream().filter(complaint -> !complaint.advice()).count();
    }

    /** Whether the pack may go live. */
    public boolean passed() {
        return ruleset.isPresent() && !RulePackException.isRefused(complaints);
    }
}
