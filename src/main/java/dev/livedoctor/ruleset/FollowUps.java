package dev.livedoctor.ruleset;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** How what is not there is told of behind its key in quotes. */
    private static final String MISSING = " is missing here.";

    private static final String NO_KNOWLEDGE = " has no knowledge file.";
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]+ ");
    private static final Pattern NO_CODE = Pattern.compile("[^A-Z0-9_]+");

    private FollowUps() {}

    /** Takes out of {@code complaints} what follows from another of them. */
    static void remove(List<Complaint> complaints) {
        Set<String> wrong = complaints.stream()
                .filter(complaint -> !complaint.advice())
                .map(Complaint::file)
                .filter(Set.of(METRICS, ATTRIBUTES, DIMENSIONS, THRESHOLDS)::contains)
                .collect(Collectors.toSet());
        Set<String> missing = complaints.stream()
                .filter(complaint -> complaint.code().equals(ComplaintCode.MISSING_FILE.code())
                        && complaint.file().startsWith("knowledge/"))
                .map(complaint -> PackReader.codeOf(complaint.file()))
                .collect(Collectors.toSet());
        boolean titles = complaints.stream()
                .anyMatch(complaint -> !complaint.advice() && complaint.file().startsWith("knowledge/"));
        Set<String> misspelt = complaints.stream()
                .filter(complaint -> complaint.code().equals(ComplaintCode.UNKNOWN_KEY.code()))
                .map(complaint -> complaint.file() + "'" + complaint.maybe().replace("?", "'"))
                .collect(Collectors.toSet());
        complaints.removeIf(complaint -> follows(complaint, wrong)
                || complaint.code().equals(ComplaintCode.UNKNOWN_CODE.code())
                        && (titles && isTitle(complaint)
                                || NO_CODE.splitAsStream(complaint.problem()).anyMatch(missing::contains))
                || complaint.problem().endsWith(MISSING)
                        && misspelt.contains(complaint.file()
                                + complaint
                                        .problem()
                                        .substring(0, complaint.problem().length() - MISSING.length())));
    }

    /** Whether it is of a name by title: the knowledge file that has the title may be the one that cannot be read. */
    private static boolean isTitle(Complaint complaint) {
        return complaint.problem().endsWith(NO_KNOWLEDGE)
                && !CODE.matcher(complaint.problem()).lookingAt();
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
            case UNKNOWN_NAME, OUT_OF_RANGE, UNLIKELY_UNIT, LAYER_NEVER_FITS -> names;
            case NEVER_FIRES, SEVERE_SIDE -> names || bounds;
            case UNKNOWN_WORD, WRONG_TYPE, TYPE_MISMATCH ->
                wrong.contains(ATTRIBUTES) && OF_VALUES.matcher(file).matches();
            case UNKNOWN_DIMENSION -> wrong.contains(DIMENSIONS);
            default -> false;
        };
    }
}
