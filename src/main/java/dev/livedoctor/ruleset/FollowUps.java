package dev.livedoctor.ruleset;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Complaints of what is right and only seems wrong, because what it relies on is wrong: a metric without its unit has every bound out of
 * range. Only what is wrong itself is told, so that nobody mends what is right.
 */
final class FollowUps {
    private static final String METRICS = "metrics.yaml";
    private static final String ATTRIBUTES = "attributes.yaml";
    private static final String DIMENSIONS = "dimensions.yaml";
    private static final String THRESHOLDS = "thresholds.yaml";

    /** Where values of attributes are named. */
    private static final Pattern OF_VALUES = Pattern.compile("(?:symptoms|causes|tables|cases|overrides)/.*");

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]+");

    /** Of bounds of one metric, which stand in one line, these are one slip. */
    private static final Set<String> OF_NUMBERS = Set.of(
            ComplaintCode.WRONG_TYPE.code(), ComplaintCode.OUT_OF_RANGE.code(), ComplaintCode.UNLIKELY_UNIT.code());

    private static final Set<String> MISSING = Set.of(
            ComplaintCode.MISSING_FILE.code(), ComplaintCode.MISSING_RULE.code(), ComplaintCode.MISSING_CASE.code());

    private FollowUps() {}

    /** Takes out of {@code complaints}, of the pack made of {@code files}, what follows from another of them. */
    static void remove(SortedMap<String, String> files, List<Complaint> complaints) {
        remove(files, Collections.emptySortedMap(), complaints);
    }

    /** The same where {@code files} were made of those of {@code before}, which passed. */
    static void remove(SortedMap<String, String> files, SortedMap<String, String> before, List<Complaint> complaints) {
        List<Complaint> all = List.copyOf(complaints);
        removeAll(files, before, complaints);
        // Whatever follows from what, a refusal has a reason.
        if (!RulePackException.isRefused(complaints)) {
            all.stream().filter(one -> !one.advice()).findFirst().ifPresent(complaints::add);
        }
    }

    private static void removeAll(
            SortedMap<String, String> files, SortedMap<String, String> before, List<Complaint> complaints) {
        ComplaintList list = new ComplaintList(files, before, complaints);
        WholeFiles.tellOnce(list);
        Set<String> wrong = complaints.stream()
                .filter(complaint -> !complaint.advice())
                .map(Complaint::file)
                .filter(Set.of(METRICS, ATTRIBUTES, DIMENSIONS, THRESHOLDS)::contains)
                .collect(Collectors.toSet());
        Set<String> missing = complaints.stream()
                .filter(complaint -> complaint.is(ComplaintCode.MISSING_FILE)
                        && complaint.file().startsWith("knowledge/"))
                .map(complaint -> PackReader.codeOf(complaint.file()))
                .collect(Collectors.toSet());
        // The knowledge file that has the title may be the one that cannot be read.
        boolean titles = complaints.stream()
                .anyMatch(complaint -> !complaint.advice() && complaint.file().startsWith("knowledge/"));
        Set<String> signs = of(complaints, FollowUps::isOfSigns, Complaint::place);
        Set<String> signed =
                of(complaints, complaint -> complaint.is(ComplaintCode.FORBIDDEN_CHARACTER), Complaint::file);
        Set<String> unknown = of(complaints, complaint -> complaint.is(ComplaintCode.UNKNOWN_NAME), Complaint::place);
        boolean misnamed = complaints.stream()
                .anyMatch(complaint -> complaint.file().equals(METRICS)
                        && (complaint.is(ComplaintCode.BAD_NAME) || complaint.is(ComplaintCode.DUPLICATE_KEY)));
        complaints.removeIf(complaint -> follows(complaint, wrong)
                || misnamed
                        && complaint.is(ComplaintCode.UNKNOWN_NAME)
                        && complaint.file().equals(METRICS)
                || complaint.is(ComplaintCode.UNKNOWN_FIELD) && unknown.contains(complaint.place())
                || complaint.is(ComplaintCode.YAML_SYNTAX) && signed.contains(complaint.file())
                || !isOfSigns(complaint) && signs.contains(complaint.place())
                || titles
                        && complaint.is(ComplaintCode.MISPLACED_RULE)
                        && complaint.file().endsWith(".dslr")
                || complaint.is(ComplaintCode.UNKNOWN_CODE)
                        && (missing.contains(complaint.subject())
                                || titles
                                        && !complaint.file().startsWith("knowledge/")
                                        && !CODE.matcher(complaint.subject()).matches()));
        Set<String> told = new HashSet<>();
        complaints.removeIf(complaint -> isOfSigns(complaint) && !told.add(complaint.code() + complaint.place()));
        // Complaints at a file's old path are consequences of its renaming.
        Set<String> renamed = of(complaints, complaint -> complaint.is(ComplaintCode.MISSING_RULE), Complaint::subject);
        complaints.removeIf(complaint -> renamed.contains(complaint.file()));
        tellRenamed(complaints);
        Set<String> moved = of(complaints, complaint -> complaint.is(ComplaintCode.MISPLACED_RULE), Complaint::subject);
        complaints.removeIf(complaint ->
                moved.contains(complaint.file()) && !complaint.subject().equals(complaint.file()));
        Set<String> numbers = new HashSet<>();
        complaints.removeIf(complaint -> OF_NUMBERS.contains(complaint.code())
                && !numbers.add(
                        complaint.place() + complaint.code() + complaint.maybe().replaceAll("[-\\d.]", "")));
        LostLines.tellOnce(list);
        Renames.tellOnce(list);
        FullWidth.name(list);
    }

    /** A file with a wrong name may be the one that is missing. */
    private static void tellRenamed(List<Complaint> complaints) {
        List<Complaint> missing = complaints.stream()
                .filter(one -> one.line() == 0 && MISSING.contains(one.code()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Set<String> names = missing.stream().map(Complaint::file).collect(Collectors.toSet());
        complaints.replaceAll(one -> one.is(ComplaintCode.UNKNOWN_FILE)
                ? NearestName.to(one.file(), names)
                        .or(() -> names.stream()
                                .filter(name -> one.maybe().equals(name + "?"))
                                .findFirst())
                        .map(name -> Complaint.of(
                                        ComplaintCode.UNKNOWN_FILE, one.file(), 1, 0, one.problem(), name + "?")
                                .withSubject(name))
                        .orElse(one)
                : one);
        Set<String> renamed = of(complaints, one -> one.is(ComplaintCode.UNKNOWN_FILE), Complaint::subject);
        complaints.removeIf(one -> missing.contains(one) && renamed.contains(one.file()));
    }

    private static Set<String> of(
            List<Complaint> complaints, Predicate<Complaint> which, Function<Complaint, String> place) {
        return complaints.stream().filter(which).map(place).collect(Collectors.toSet());
    }

    /** Whether it is of signs that nobody wanted: what they make of a line means something else, or nothing. */
    private static boolean isOfSigns(Complaint complaint) {
        return complaint.is(ComplaintCode.FORBIDDEN_CHARACTER)
                || complaint.is(ComplaintCode.CUT_TEXT)
                || complaint.is(ComplaintCode.STRAY_QUOTE);
    }

    private static boolean follows(Complaint complaint, Set<String> wrong) {
        String file = complaint.file();
        if (Set.of(METRICS, ATTRIBUTES, DIMENSIONS).contains(file)) {
            return false;
        }
        boolean names = wrong.contains(METRICS) || wrong.contains(ATTRIBUTES);
        boolean bounds = wrong.contains(THRESHOLDS) && !file.equals(THRESHOLDS);
        return switch (ComplaintCode.valueOf(
                complaint.code().toUpperCase(Locale.ROOT).replace('-', '_'))) {
            case UNKNOWN_NAME, OUT_OF_RANGE, UNLIKELY_UNIT, LAYER_NEVER_FITS, WRONG_SIDE -> names;
            case NEVER_FIRES, SEVERE_SIDE -> names || bounds;
            case UNKNOWN_WORD, WRONG_TYPE, TYPE_MISMATCH ->
                wrong.contains(ATTRIBUTES) && OF_VALUES.matcher(file).matches();
            case UNKNOWN_DIMENSION -> wrong.contains(DIMENSIONS);
            default -> false;
        };
    }
}
