package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What every test of a pack found: whether it is whole, whether its rules compile, and whether its cases come out as they say. Only a pack
 * without complaints may go live.
 *
 * @param ruleset the pack, compiled; empty where it cannot be
 * @param complaints what is wrong, in the order of the files
 * @param cases how many were run
 */
public record Check(Optional<Ruleset> ruleset, List<Complaint> complaints, int cases) {

    /** Puts the pack made of {@code files} to every test; nothing that is wrong with it is thrown. */
    public static Check of(SortedMap<String, String> files, RuleCompiler compiler) {
        try {
            Ruleset ruleset = Ruleset.load(files, compiler);
            List<Complaint> complaints = new ArrayList<>();
            Cases cases = new Cases(ruleset.pack().cases(), complaints);
            cases.run(ruleset);
            return new Check(Optional.of(ruleset), List.copyOf(complaints), cases.count());
        } catch (RulePackException refusal) {
            return new Check(Optional.empty(), refusal.complaints(), 0);
        }
    }

    /** Whether the pack may go live. */
    public boolean passed() {
        return complaints.isEmpty();
    }
}
