package dev.livedoctor.workbench;

import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Ruleset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cases of a pack, run, with what they cover.
 *
 * @param passed whether the pack may go live
 * @param version content hash of the pack; empty where it cannot be read
 * @param cases how many there are
 * @param rules how many there are
 * @param unfired the names of the rules that no case makes fire
 * @param complaints what is wrong
 */
public record CaseRun(
        boolean passed, String version, int cases, int rules, List<String> unfired, List<Complaint> complaints) {

    /** What {@code check} says of the cases. */
    public static CaseRun of(Check check) {
        return check.ruleset()
                .map(ruleset -> of(check, ruleset))
                .orElseGet(() -> new CaseRun(false, "", 0, 0, List.of(), check.complaints()));
    }

    private static CaseRun of(Check check, Ruleset ruleset) {
        Set<String> all = ruleset.ruleNames();
        Set<String> unfired = new TreeSet<>(all);
        unfired.removeAll(check.fired());
        return new CaseRun(
                check.passed(),
                ruleset.pack().version(),
                check.cases(),
                all.size(),
                List.copyOf(unfired),
                check.complaints());
    }
}
