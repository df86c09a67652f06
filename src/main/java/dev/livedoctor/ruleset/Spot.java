package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;

/** A place in a YAML file that may be complained of. */
public final class Spot {
    private final String file;
    private final int line;
    private final int column;
    private final List<Complaint> complaints;

    private Spot(String file, int line, int column, List<Complaint> complaints) {
        this.file = file;
        this.line = line;
        this.column = column;
        this.complaints = complaints;
    }

    /** The beginning of {@code file}; what is complained of is added to {@code complaints}. */
    static Spot beginningOf(String file, List<Complaint> complaints) {
        return new Spot(file, 1, 0, complaints);
    }

    /** Another place in the same file. */
    Spot at(Mark mark) {
        return new Spot(file, mark.getLine() + 1, mark.getColumn() + 1, complaints);
    }

    /** The same place, of which {@code others} are told what is wrong. */
    Spot reportingTo(List<Complaint> others) {
        return new Spot(file, line, column, others);
    }

    /** The same place, of which nobody is told. */
    Spot muted() {
        return reportingTo(new ArrayList<>());
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** How many complaints there are of the file so far. */
    int complained() {
        return complaints.size();
    }

    /** Complains of what stands here. */
    public void complain(ComplaintCode code, String problem, String maybe) {
        complain(code, "", problem, maybe);
    }

    /** The same of what is one of {@code name}; once, since a value may be read twice, and nobody reads a thousand complaints. */
    void complain(ComplaintCode code, String name, String problem, String maybe) {
        Complaint complaint =
                Complaint.of(code, file, line, column, problem, maybe).withSubject(name);
        if (complaints.size() < PackLimits.MOST_COMPLAINTS && !complaints.contains(complaint)) {
            complaints.add(complaint);
        }
    }

    /** Complains that {@code name} is not among {@code known}, which are declared in {@code where}; of what is no name that is told already. */
    public void complainOfUnknown(ComplaintCode code, String name, Set<String> known, String where) {
        if (!name.isEmpty() && complaints.size() < PackLimits.MOST_COMPLAINTS) {
            complain(code, name, name + " is declared nowhere.", meant(name, known, where));
        }
    }

    /** What was meant by {@code name}, which is not among {@code known}; a line for it would stand in {@code where}. */
    String meant(String name, Set<String> known, String where) {
        return YamlTypos.name(name, known, where, complaints.size());
    }
}
