package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Diagnostician;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tested examples of a pack: snapshots with what must be said of them. A pack proves itself by its cases. They are read file by file as
 * they are asked for, and files that were right in the pack before and are the same are not read again: what a check reads and drops is
 * what others wait for while the collector copies it.
 */
public final class Cases {
    private final RulePack pack;
    private final SortedMap<String, String> files;
    private final List<Complaint> complaints;
    private final Map<String, Read> known;
    private final Map<String, Read> right = new HashMap<>();

    /** What a file held. */
    private record Read(String text, List<Case> cases) {}

    /**
     * The cases of {@code pack}.
     *
     * @param complaints receives what is wrong with them
     */
    public Cases(RulePack pack, List<Complaint> complaints) {
        this(pack, pack.cases(), complaints, null);
    }

    /** The same of {@code files}, as far as {@code before} does not know them. */
    Cases(RulePack pack, SortedMap<String, String> files, List<Complaint> complaints, @Nullable Cases before) {
        this.pack = pack;
        this.files = files;
        this.complaints = complaints;
        this.known = before != null && declareTheSame(before.pack, pack) ? before.right : Map.of();
    }

    /** Whether what is right in a case of one of them is so in one of the other. */
    private static boolean declareTheSame(RulePack one, RulePack other) {
        return one.vocabulary().equals(other.vocabulary())
                && one.metrics().equals(other.metrics())
                && one.attributes().equals(other.attributes())
                && one.dimensions().equals(other.dimensions());
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
        return forEach(one -> one.unmet(diagnostician.diagnose(one.given()))
                .limit(Math.max(0, PackLimits.MOST_COMPLAINTS - complaints.size()))
                .forEach(complaints::add));
    }

    private int forEach(Consumer<Case> use) {
        CaseReader reader = new CaseReader(pack);
        int count = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (complaints.size() >= PackLimits.MOST_COMPLAINTS) {
                break;
            }
            List<Case> cases = cases(file.getKey(), file.getValue(), reader);
            count += cases.size();
            if (count > PackLimits.MOST_CASES) {
                complaints.add(Complaint.of(
                        ComplaintCode.TOO_MANY,
                        file.getKey(),
                        1,
                        0,
                        "a pack has at most " + PackLimits.MOST_CASES + " cases, and with this file it has " + count
                                + ".",
                        "those that tell one cause from another?"));
                break;
            }
            cases.forEach(use);
        }
        return count;
    }

    private List<Case> cases(String file, String text, CaseReader reader) {
        Read read = known.get(file);
        if (read == null || !read.text().equals(text)) {
            int before = complaints.size();
            read = new Read(text, reader.read(file, YamlValue.read(file, text, complaints)));
            if (complaints.size() > before) {
                return read.cases();
            }
        }
        right.put(file, read);
        return read.cases();
    }
}
