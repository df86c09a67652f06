package dev.livedoctor.ruleset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A slip in a declaration makes every use of the name wrong, in as many files as use it. It is told once: where the name is declared, if it
 * looks like what is used and nobody uses it; else where it is used first.
 */
final class Renames {
    private static final Set<String> NAMES = Set.of(
            ComplaintCode.UNKNOWN_NAME.code(),
            ComplaintCode.UNKNOWN_CODE.code(),
            ComplaintCode.UNKNOWN_DIMENSION.code(),
            ComplaintCode.UNKNOWN_WORD.code(),
            ComplaintCode.LAYER_NEVER_FITS.code());

    private static final Set<String> NUMBERS =
            Set.of(ComplaintCode.OUT_OF_RANGE.code(), ComplaintCode.UNLIKELY_UNIT.code());

    private static final Set<String> TYPES =
            Set.of(ComplaintCode.TYPE_MISMATCH.code(), ComplaintCode.WRONG_TYPE.code());

    /** Nobody renames more at once, and for each of them all declarations are looked through. */
    private static final int MOST = 50;
    /** That are looked through for all of them. */
    private static final int MOST_CHARACTERS = 5_000_000;

    /** So many uses are seen to one by one. */
    private static final int FEW = 3;

    private static final List<String> DECLARING =
            List.of("metrics.yaml", "attributes.yaml", "events.yaml", "dimensions.yaml");

    private static final Pattern VALUES = Pattern.compile("values: *\\[([^]]*)]");
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");
    private static final Pattern NAME = Pattern.compile("[\\w-]+(?:\\.[\\w-]+)*");
    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}]+");

    private final ComplaintList list;
    /** How often each name, and each part of one, is written; worked out where somebody asks. */
    private final Map<Pattern, Map<String, Integer>> counts = new HashMap<>();

    private Renames(ComplaintList list) {
        this.list = list;
    }

    /** Puts one complaint in the place of all that have one reason. */
    static void tellOnce(ComplaintList list) {
        Renames renames = new Renames(list);
        int declared =
                DECLARING.stream().mapToInt(file -> list.text(file).length()).sum();
        renames.groups(NAMES).values().stream()
                .limit(Math.min(MOST, MOST_CHARACTERS / Math.max(1, declared)))
                .forEach(renames::tellName);
        renames.groups(NUMBERS)
                .values()
                .forEach(all -> renames.tellKind(all, "numbers", "of another unit", "the unit that it had before?"));
        renames.groups(TYPES)
                .values()
                .forEach(all -> renames.tellKind(all, "uses", "of another type", "the type that it had before?"));
    }

    private Map<String, List<Complaint>> groups(Set<String> codes) {
        return list.group(one -> codes.contains(one.code()) && !one.subject().isEmpty(), Complaint::subject);
    }

    private void tellName(List<Complaint> uses) {
        Complaint first = uses.get(0);
        // Of one use and one declaration, only what else is written tells which is meant.
        Optional<Place> declaration = declarations(first).stream()
                .filter(place -> count(NAME, place.name) == 1)
                .filter(place -> uses.size() > 1 || isLessKnown(place.name, last(first.subject())))
                .findFirst();
        if (declaration.isPresent()) {
            Place place = declaration.get();
            String used = last(first.subject());
            list.replace(
                    uses,
                    first.movedTo(
                                    place.file,
                                    place.line(),
                                    place.column(),
                                    place.name + " is used nowhere, and " + used + ", which is used "
                                            + (uses.size() == 1 ? "" : uses.size() + " times, first ") + "in "
                                            + first.place() + ", is declared nowhere.")
                            .withHint(used + "?")
                            .withSubject(place.name));
        } else if (uses.size() > FEW && LostNames.isOfName(first) && ComplaintList.countFiles(uses) > 1) {
            // Nobody mistypes a name in one way in several files.
            list.replace(uses, LostNames.declaration(list, uses));
        } else if (uses.size() > FEW && first.subject().contains(": ") && ComplaintList.countFiles(uses) > 1) {
            tellValue(uses);
        } else if (uses.size() > FEW) {
            list.replace(
                    uses,
                    first.movedTo(
                            first.file(),
                            first.line(),
                            first.column(),
                            first.problem() + " It is so in " + (uses.size() - 1) + " other places, too."));
        }
    }

    /** Nor does anybody mistype a value so: the attribute lost it. */
    private void tellValue(List<Complaint> uses) {
        Complaint first = uses.get(0);
        String attribute = first.subject().substring(0, first.subject().indexOf(": "));
        String value = last(first.subject());
        names().filter(place -> place.file.equals("attributes.yaml") && place.name.equals(attribute))
                .findFirst()
                .ifPresent(place -> list.replace(
                        uses,
                        Complaint.of(
                                        ComplaintCode.UNKNOWN_WORD,
                                        place.file,
                                        place.line(),
                                        place.column(),
                                        value + " is no value of " + attribute + ", and it is used " + uses.size()
                                                + " times, first in " + first.place() + ".",
                                        value + " among its values?")
                                .withSubject(first.subject())));
    }

    /** Whether {@code declared} has a word that stands nowhere else, and {@code used} one in its place that does. */
    private boolean isLessKnown(String declared, String used) {
        Set<String> odd = words(declared);
        odd.removeAll(words(used));
        Set<String> known = words(used);
        known.removeAll(words(declared));
        return !odd.isEmpty()
                && !known.isEmpty()
                && odd.stream().allMatch(word -> count(PART, word) == 1)
                && known.stream().allMatch(word -> count(PART, word) > 1);
    }

    private static Set<String> words(String name) {
        return new HashSet<>(List.of(name.split("[._-]")));
    }

    private int count(Pattern kind, String written) {
        return counts.computeIfAbsent(kind, this::countAll).getOrDefault(written.toLowerCase(Locale.ROOT), 0);
    }

    private Map<String, Integer> countAll(Pattern kind) {
        Map<String, Integer> all = new HashMap<>();
        list.files()
                .values()
                .forEach(text -> kind.matcher(text)
                        .results()
                        .forEach(found -> all.merge(found.group().toLowerCase(Locale.ROOT), 1, Integer::sum)));
        return all;
    }

    /** What is declared and looks like what {@code use} is about. */
    private List<Place> declarations(Complaint use) {
        int colon = use.subject().indexOf(": ");
        Stream<Place> declared = colon < 0 ? names() : values(use.subject().substring(0, colon));
        String wanted = last(use.subject());
        return declared.filter(
                        place -> NearestName.to(wanted, Set.of(place.name)).isPresent())
                .toList();
    }

    private static String last(String subject) {
        return subject.substring(subject.indexOf(": ") < 0 ? 0 : subject.indexOf(": ") + 2);
    }

    private Stream<Place> names() {
        return DECLARING.stream()
                .flatMap(file -> list.entries(file)
                        .map(found -> new Place(file, list.text(file), found.start(1), found.group(1))));
    }

    private Stream<Place> values(String attribute) {
        String file = "attributes.yaml";
        String text = list.text(file);
        return list.entries(file)
                .filter(found -> found.group(1).equals(attribute))
                .flatMap(found -> {
                    int end = text.indexOf('\n', found.start());
                    Matcher values = VALUES.matcher(text).region(found.end(), end < 0 ? text.length() : end);
                    return values.find()
                            ? WORD.matcher(text)
                                    .region(values.start(1), values.end(1))
                                    .results()
                                    .map(word -> new Place(file, text, word.start(), word.group()))
                            : Stream.of();
                });
    }

    /** Where several files agree, it is the declaration that does not. */
    private void tellKind(List<Complaint> uses, String what, String how, String maybe) {
        String name = uses.get(0).subject();
        if (uses.size() > FEW && ComplaintList.countFiles(uses) > 1) {
            names().filter(place -> place.name.equals(name))
                    .findFirst()
                    .ifPresent(place -> list.replace(
                            uses,
                            uses.get(0)
                                    .movedTo(
                                            place.file,
                                            place.line(),
                                            place.column(),
                                            uses.size() + " " + what + " of " + name + " are " + how + ", the first in "
                                                    + uses.get(0).place() + ".")
                                    .withHint(maybe)
                                    .withSubject(name)));
        }
    }

    /** Where {@code name} is declared. */
    private record Place(String file, String text, int at, String name) {

        int line() {
            return FileCheck.lineOf(text, at);
        }

        int column() {
            return at - text.lastIndexOf('\n', at);
        }
    }
}
