package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Diagnostician;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The tested examples of a pack: snapshots with what must be said of them. A pack proves itself by its cases. */
public final class Cases {
    private final List<Case> cases = new ArrayList<>();

    /**
     * Reads the cases of {@code pack}.
     *
     * @param complaints receives what is wrong with them
     */
    public Cases(RulePack pack, List<Complaint> complaints) {
        this(pack, pack.cases(), complaints);
    }

    Cases(RulePack pack, SortedMap<String, String> files, List<Complaint> complaints) {
        CaseReader reader = new CaseReader(pack);
        files.forEach((file, text) -> cases.addAll(reader.read(file, YamlValue.read(file, text, complaints))));
    }

    /** How many there are. */
    public int count() {
        return cases.size();
    }

    /** Puts every case to {@code diagnostician}; a complaint for each expectation that is not met is added where the case was read to. */
    public void run(Diagnostician diagnostician) {
        cases.forEach(one -> one.check(diagnostician.diagnose(one.given())));
    }
}
