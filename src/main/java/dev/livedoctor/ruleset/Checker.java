package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts packs to every test, one after another: what stays as it was is not worked out again. */
public final class Checker {
    private final RuleCompiler compiler;
    private volatile @Nullable KnowledgeFiles knowledge;
    private volatile @Nullable Cases cases;

    /** The files of the pack that passed last. */
    private volatile SortedMap<String, String> passed = Collections.emptySortedMap();

    /** A checker that has seen nothing yet. */
    public Checker(RuleCompiler compiler) {
        this.compiler = compiler;
    }

    /** Takes the pack made of {@code files}, which passed elsewhere, for the one before. */
    public void follow(SortedMap<String, String> files) {
        passed = new TreeMap<>(files);
    }

    /** Puts the pack made of {@code files} to every test; nothing that is wrong with it is thrown. */
    public Check check(SortedMap<String, String> files) {
        List<Complaint> complaints = new ArrayList<>();
        Optional<Ruleset> ruleset = Optional.empty();
        int run = 0;
        Set<String> fired = new TreeSet<>();
        try {
            PackReader reader = new PackReader(files, complaints, knowledge);
            Optional<RulePack> pack = reader.read();
            knowledge = reader.knowledge();
            if (pack.isPresent()) {
                ruleset = Ruleset.compile(pack.get(), compiler, complaints);
                Cases now = new Cases(pack.get(), pack.get().cases(), complaints, cases);
                if (ruleset.isPresent()) {
                    Ruleset compiled = ruleset.get();
                    run = now.run(snapshot -> compiled.diagnose(snapshot, findings -> fired.addAll(findings.rules())));
                } else {
                    now.read();
                }
                cases = now;
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
        FollowUps.remove(files, passed, complaints);
        CaseBlame.tell(passed, files, complaints);
        Check check = new Check(ruleset, List.copyOf(complaints), run, fired);
        if (check.passed()) {
            follow(files);
        }
        return check;
    }
}
