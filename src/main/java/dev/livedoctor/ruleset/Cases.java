package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Diagnostician;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The tested examples of a pack: snapshots with what must be said of them. A pack proves itself by its cases. They are read file by file as
 * they are asked for: all of them at once are so large that whoever is served meanwhile waits for the collector to copy them.
 */
public final class Cases {
    private final CaseReader reader;
    private final SortedMap<String, String> files;
    private final List<Complaint> complaints;

    /**
     * The cases of {@code pack}.
     *
     * @param complaints receives what is wrong with them
     */
    public Cases(RulePack pack, List<Complaint> complaints) {
        this(pack, pack.cases(), complaints);
    }

    Cases(RulePack pack, SortedMap<String, String> files, List<Complaint> complaints) {
        this.reader = new CaseReader(pack);
        this.files = files;
        this.complaints = complaints;
    }

    /** Complains of cases that cannot be put to anybody. */
    void read() {
        forEach(one -> {});
    }

    /**
     * Puts every case to {@code diagnostician}; a complaint is added for each expectation that is not met.
     *
     * @return how many there are
     */
    public int run(Diagnostician diagnostician) {
        return forEach(one -> one.check(diagnostician.diagnose(one.given())));
    }

    private int forEach(Consumer<Case> use) {
        int count = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (complaints.size() >= PackLimits.MOST_COMPLAINTS) {
                break;
            }
            List<Case> cases = reader.read(file.getKey(), YamlValue.read(file.getKey(), file.getValue(), complaints));
            cases.forEach(use);
            count += cases.size();
        }
        return count;
    }
}
