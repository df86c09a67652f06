package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What every test of a pack found: whether it is whole, whether its rules compile, and whether its cases come out as they say. Only a pack
 * that no complaint refuses may go live.
 *
 * @param ruleset the pack, compiled; empty where it cannot be
 * @param complaints what is wrong, and advice, in the order in which it is read
 * @param cases how many were run
 */
public record Check(Optional<Ruleset> ruleset, List<Complaint> complaints, int cases) {

    /** Puts the pack made of {@code files} to every test; nothing that is wrong with it is thrown. */
    public static Check of(SortedMap<String, String> files, RuleCompiler compiler) {
        List<Complaint> complaints = new ArrayList<>();
        Optional<Ruleset> ruleset = Optional.empty();
        int run = 0;
        try {
            Optional<RulePack> pack = PackReader.read(files, complaints);
            if (pack.isPresent()) {
                ruleset = Ruleset.compile(pack.get(), compiler, complaints);
                Cases cases = new Cases(pack.get(), complaints);
                if (ruleset.isPresent()) {
                    cases.run(ruleset.get());
                    run = cases.count();
                }
            }
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a pack makes of the check, it must not go live, and the service must go on.
            complaints.add(Complaint.of(
                    ComplaintCode.CHECK_FAILED,
                    "pack.yaml",
                    1,
                    0,
                    "the check itself failed: " + e + ".",
                    "the last edit undone? Please report it."));
            ruleset = Optional.empty();
        }
        return new Check(ruleset, List.copyOf(complaints), run);
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
