package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

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
        List<Complaint> complaints = new ArrayList<>();
        Optional<Ruleset> ruleset = Optional.empty();
        int run = 0;
        Set<String> fired = new TreeSet<>();
        try {
            Optional<RulePack> pack = PackReader.read(files, complaints);
            if (pack.isPresent()) {
                ruleset = Ruleset.compile(pack.get(), compiler, complaints);
                Cases cases = new Cases(pack.get(), complaints);
                if (ruleset.isPresent()) {
                    Ruleset compiled = ruleset.get();
                    run = cases.run(
                            snapshot -> compiled.diagnose(snapshot, findings -> fired.addAll(findings.rules())));
                } else {
                    cases.read();
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
        FollowUps.remove(files, complaints);
        return new Check(ruleset, List.copyOf(complaints), run, fired);
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
