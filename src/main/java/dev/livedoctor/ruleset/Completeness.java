package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the files of a pack belong together: knowledge has rules and cases, and rules have knowledge. */
final class Completeness {
    private final SortedMap<String, String> files;
    private final Set<String> causes;
    private final Set<String> symptoms;
    private final List<Complaint> complaints;

    private Completeness(
            SortedMap<String, String> files, Set<String> causes, Set<String> symptoms, List<Complaint> complaints) {
        this.files = files;
        this.causes = causes;
        this.symptoms = symptoms;
        this.complaints = complaints;
    }

    /** Adds what is missing in {@code files}, whose knowledge is of {@code causes} and {@code symptoms}, to {@code complaints}. */
    static void check(
            SortedMap<String, String> files, Set<String> causes, Set<String> symptoms, List<Complaint> complaints) {
        new Completeness(files, causes, symptoms, complaints).check();
    }

    private void check() {
        Set<String> rules = Stream.of("symptoms/", "causes/")
                .flatMap(folder -> in(folder).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unruled = new TreeSet<>();
        Stream.concat(causes.stream(), symptoms.stream())
                .filter(code -> !hasRules(code))
                .forEach(unruled::add);
        Map<String, List<String>> unknown = rules.stream()
                .filter(file -> !files.containsKey(knowledge(PackReader.codeOf(file))))
                .collect(Collectors.groupingBy(PackReader::codeOf, TreeMap::new, Collectors.toList()));
        Optional<String> renamed = renamed(unruled, unknown);
        renamed.ifPresent(unruled::remove);
        for (String code : causes) {
            if (!renamed.equals(Optional.of(code)) && !files.containsKey(cases(code))) {
                complaints.add(missing(
                        ComplaintCode.MISSING_CASE, cases(code), code + " has knowledge and no case.", caseOf(code)));
            }
        }
        if (renamed.isEmpty()) {
            // What a table says of a code is known when it is compiled.
            unruled.stream().filter(code -> in("tables/").isEmpty()).forEach(this::complainOfNoRule);
            unknown.forEach((code, of) -> complaints.add(missing(
                    ComplaintCode.MISSING_FILE,
                    knowledge(code),
                    code + " has rules" + (of.size() == 1 ? "" : " in " + of.size() + " files") + " and no knowledge.",
                    "the file as it was, or a copy of the nearest one?")));
        }
        rules.forEach(this::checkPlace);
    }

    private void complainOfNoRule(String code) {
        complaints.add(missing(
                ComplaintCode.MISSING_RULE,
                rules(code),
                code + " has knowledge and no rule.",
                "the file as it was, or " + knowledge(code) + " deleted, too?"));
    }

    /**
     * The code whose file of knowledge, or whose file of rules, lost its name, which is complained of: one file is without rules, and one
     * without knowledge.
     */
    private Optional<String> renamed(Set<String> unruled, Map<String, List<String>> unknown) {
        if (unruled.size() != 1 || unknown.size() != 1) {
            return Optional.empty();
        }
        String code = unruled.iterator().next();
        String other = unknown.keySet().iterator().next();
        String file = unknown.values().iterator().next().get(0);
        boolean oneKind = symptoms.contains(code) == file.startsWith("symptoms/");
        boolean alike = NearestName.to(other, Set.of(code)).isPresent();
        if (!oneKind || !(alike || in("tables/").isEmpty())) {
            return Optional.empty();
        }
        // Rules say in their names what their file was called.
        boolean rulesKeptName = files.getOrDefault(file, "").contains("rule \"" + PackReader.stemOf(other) + ":");
        complaints.add(
                rulesKeptName
                        ? missing(
                                ComplaintCode.MISSING_FILE,
                                knowledge(other),
                                other + " has rules and no knowledge.",
                                knowledge(code) + ", renamed?")
                        : missing(
                                        ComplaintCode.MISSING_RULE,
                                        rules(code),
                                        code + " has knowledge and no rule.",
                                        file + ", renamed?")
                                .withSubject(file));
        return Optional.of(code);
    }

    /** The file of cases that may have been that of {@code code}. */
    private String caseOf(String code) {
        Set<String> others = in("cases/").stream()
                .filter(file -> !causes.contains(PackReader.codeOf(file)))
                .collect(Collectors.toSet());
        return NearestName.to(cases(code), others)
                .map(file -> file + ", renamed?")
                .orElse("a copy of the nearest one?");
    }

    private void checkPlace(String file) {
        String code = PackReader.codeOf(file);
        boolean symptom = symptoms.contains(code);
        if (files.containsKey(knowledge(code)) && symptom != file.startsWith("symptoms/")) {
            complaints.add(Complaint.of(
                            ComplaintCode.MISPLACED_RULE,
                            file,
                            1,
                            0,
                            code + " is a " + (symptom ? "symptom." : "cause."),
                            "the folder " + (symptom ? "symptoms?" : "causes?"))
                    .withSubject(file));
        }
    }

    private boolean hasRules(String code) {
        String other = (symptoms.contains(code) ? "causes/" : "symptoms/") + PackReader.stemOf(code) + ".drl";
        // In the wrong folder is another complaint.
        return files.containsKey(other)
                || files.containsKey(rules(code))
                || files.containsKey(rules(code).replace(".drl", ".dslr"));
    }

    private String rules(String code) {
        return (symptoms.contains(code) ? "symptoms/" : "causes/") + PackReader.stemOf(code) + ".drl";
    }

    private static String knowledge(String code) {
        return "knowledge/" + PackReader.stemOf(code) + ".yaml";
    }

    private static String cases(String code) {
        return "cases/" + PackReader.stemOf(code) + ".yaml";
    }

    private Set<String> in(String folder) {
        return files.subMap(folder, folder.replace('/', '0')).keySet();
    }

    private static Complaint missing(ComplaintCode code, String file, String problem, String maybe) {
        return Complaint.of(code, file, 0, 0, problem, maybe);
    }
}
