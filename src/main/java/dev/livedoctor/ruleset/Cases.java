package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Diagnostician;
import java.util.List;
import java.util.SortedMap;

/** The tested examples of a pack: snapshots with what must be said of them. A pack proves itself by its cases. */
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

    /** Reads every case, and puts none to anybody. */
    void read() {
        files.forEach(this::read);
    }

    /**
     * Puts every case to {@code diagnostician}; adds a complaint for each expectation that is not met.
     *
     * @return how many there are
     */
    public int run(Diagnostician diagnostician) {
        int run = 0;
        // One file after the other, so that a collection of garbage meets one file's tree and not that of all.
        for (var file : files.entrySet()) {
            List<Case> cases = read(file.getKey(), file.getValue());
            cases.forEach(one -> one.check(diagnostician.diagnose(one.given())));
            run += cases.size();
        }
        return run;
    }

    private List<Case> read(String file, String text) {
        return reader.read(file, YamlValue.read(file, text, complaints));
    }
}
