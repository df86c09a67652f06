package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.ruleset.Expectation.Key;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.RoomEvent;
import dev.livedoctor.snapshot.Slice;
import dev.livedoctor.snapshot.WellKnown;
import dev.livedoctor.snapshot.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads cases, and checks that they speak of what there is: an expectation of silence from a name that nobody has is met for ever. */
final class CaseReader {
    private static final Instant START = Instant.parse("2026-11-22T13:04:00Z");
    private static final Instant END = Instant.parse("2026-11-22T13:05:00Z");

    private final RulePack pack;
    private final Set<String> measurable;

    CaseReader(RulePack pack) {
        this.pack = pack;
        measurable = new HashSet<>(pack.metrics().keySet());
        measurable.addAll(pack.attributes().keySet());
    }

    /** The cases in {@code file}. */
    List<Case> read(String file, YamlValue value) {
        List<Case> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlValue item : value.items()) {
            int before = item.complained();
            if (before >= PackLimits.MOST_COMPLAINTS) {
                // Nothing more would be told of it, and it would seem to be right.
                break;
            }
            item.allow("name", "given", "expect");
            YamlValue name = item.at("name");
            if (!names.add(name.text())) {
                name.complain(
                        ComplaintCode.DUPLICATE_NAME,
                        "a case called \"" + name.text() + "\" stands in this file already.",
                        "another name?");
            }
            checkExpectation(item.at("expect"));
            MetricSnapshot given = snapshot(item.at("given"));
            // What is no case cannot fail.
            if (item.complained() == before) {
                cases.add(new Case(file, name.text(), item.line(), given, Expectation.of(item.at("expect"))));
            }
        }
        if (names.isEmpty() && value.isList()) {
            value.complain(ComplaintCode.MISSING_CASE, "there is no case in " + file + ".", "- name: ...?");
        }
        checkSubject(file, value, cases);
        return cases;
    }

    /** Cases that all are of other causes are those of another file. */
    private void checkSubject(String file, YamlValue value, List<Case> cases) {
        String code = PackReader.codeOf(file);
        Set<String> named = cases.stream()
                .flatMap(one -> one.expected().stream())
                .filter(expectation -> expectation.key().ofCauses())
                .map(Expectation::word)
                .collect(Collectors.toSet());
        if (pack.causes().containsKey(code) && !named.isEmpty() && !named.contains(code)) {
            value.complain(
                    ComplaintCode.MISSING_CASE,
                    "no case here says anything of " + code + ".",
                    "the cases of " + named.stream().sorted().findFirst().orElse(code) + " in place of its own?");
        }
    }

    private MetricSnapshot snapshot(YamlValue given) {
        given.allow("room", "window", "metrics", "attributes", "baseline", "previous", "slices", "events");
        YamlValue window = given.at("window");
        window.allow("start", "end");
        Instant start = instant(window.at("start"), START);
        Instant end = instant(window.at("end"), END);
        if (!start.isBefore(end)) {
            window.complain(ComplaintCode.OUT_OF_RANGE, "a window starts before it ends.", "the other way round?");
        }
        List<Slice> slices = given.at("slices").items().stream()
                .map(slice -> {
                    slice.allow("dimensions", "metrics", "baseline");
                    return new Slice(
                            values(slice.at("dimensions"), (name, value) -> {
                                checkDimension(name, value);
                                return value.text();
                            }),
                            values(slice.at("metrics"), this::metric),
                            values(slice.at("baseline"), this::metric));
                })
                .toList();
        List<RoomEvent> events = given.at("events").items().stream()
                .map(event -> {
                    event.allow("at", "type", "note");
                    return new RoomEvent(
                            instant(event.at("at"), END),
                            eventType(event.at("type")),
                            event.at("note").text(""));
                })
                .toList();
        return new MetricSnapshot(
                given.at("room").text("case"),
                new Window(start, end),
                values(given.at("metrics"), this::metric),
                values(given.at("attributes"), this::attribute),
                values(given.at("baseline"), this::metric),
                values(given.at("previous"), this::metric),
                slices,
                events);
    }

    /** Clients have dimensions of their own; one that is nearly that of a rule is a slip. */
    private void checkDimension(String name, YamlValue value) {
        Set<String> known = pack.dimensions().used();
        if (!known.contains(pack.dimensions().of(name))) {
            NearestName.to(name, known, value.complained())
                    .ifPresent(near -> value.key()
                            .complain(
                                    ComplaintCode.UNKNOWN_DIMENSION,
                                    name,
                                    "rules know no dimension " + name + ".",
                                    near + "?"));
        }
    }

    private String eventType(YamlValue value) {
        String type = value.text();
        Set<String> known = pack.events().keySet();
        if (!type.isEmpty() && !known.isEmpty() && !known.contains(type)) {
            value.complainOfUnknown(ComplaintCode.UNKNOWN_NAME, type, known, "a line for it in events.yaml");
        }
        return type;
    }

    private double metric(String name, YamlValue value) {
        Metric metric = pack.metrics().get(name);
        double number = value.number();
        if (metric == null) {
            value.key()
                    .complainOfUnknown(
                            ComplaintCode.UNKNOWN_NAME, name, pack.metrics().keySet(), "a line for it in metrics.yaml");
        } else if (!BoundsCheck.partsThousands(value, metric.unit())
                && !Double.isNaN(number)
                && !metric.unit().admits(number)) {
            value.complain(
                    ComplaintCode.OUT_OF_RANGE,
                    name,
                    BoundsCheck.plain(number) + " is no " + metric.unit().word() + ", which is "
                            + metric.unit().range() + ".",
                    metric.unit().range() + "?");
        }
        return number;
    }

    private Object attribute(String name, YamlValue value) {
        Object scalar = value.scalar();
        AttributeDefinition attribute = pack.attributes().get(name);
        if (attribute == null) {
            value.key()
                    .complainOfUnknown(
                            ComplaintCode.UNKNOWN_NAME,
                            name,
                            pack.attributes().keySet(),
                            "a line for it in attributes.yaml");
        } else if (attribute.type() == AttributeDefinition.Type.ENUM) {
            value.oneOf(name, attribute.values());
        } else if (!attribute.admits(scalar)) {
            value.complain(
                    ComplaintCode.WRONG_TYPE,
                    name,
                    name + " is " + attribute.expectation() + ".",
                    attribute.expectation() + "?");
        } else if (name.equals(WellKnown.TIMEZONE) && !isZone(value.text())) {
            value.complainOfUnknown(
                    ComplaintCode.UNKNOWN_WORD, value.text(), ZoneId.getAvailableZoneIds(), "Asia/Jakarta");
        }
        return scalar;
    }

    private static boolean isZone(String name) {
        try {
            return !ZoneId.of(name).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static <T> Map<String, T> values(YamlValue value, BiFunction<String, YamlValue, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        value.fields().forEach((name, field) -> values.put(name, read.apply(name, field)));
        return values;
    }

    private static Instant instant(YamlValue value, Instant otherwise) {
        if (!value.present()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(value.text()).toInstant();
        } catch (DateTimeException e) {
            value.complain(ComplaintCode.WRONG_TYPE, "a time with its zone expected.", "2026-11-22T13:04:00Z?");
            return otherwise;
        }
    }

    private void checkExpectation(YamlValue expect) {
        if (expect.isText()) {
            expect.oneOf(List.of(Key.SILENT.word()));
            return;
        }
        expect.allow(Arrays.stream(Key.values())
                .filter(key -> key != Key.SILENT)
                .map(Key::word)
                .toArray(String[]::new));
        if (expect.fields().isEmpty()) {
            expect.complain(ComplaintCode.MISSING_VALUE, "the case expects nothing.", "expect: silent?");
        }
        expect.fields().forEach((key, value) -> {
            if (!value.present() || value.isList() && value.items().isEmpty()) {
                value.complain(ComplaintCode.MISSING_VALUE, "'" + key + "' expects nothing.", "a name in it?");
            }
        });
        for (Key key : Key.values()) {
            if (key.ofCauses()) {
                checkCodes(
                        expect.at(key.word()),
                        pack.causes().keySet(),
                        "cause",
                        pack.symptoms().keySet());
            }
        }
        checkCodes(
                expect.at(Key.SYMPTOMS.word()),
                pack.symptoms().keySet(),
                "symptom",
                pack.causes().keySet());
        expect.at(Key.SCOPE.word()).fields().forEach(this::checkDimension);
        for (YamlValue need : expect.at(Key.MEASURE_NEXT.word()).oneOrMore()) {
            if (!measurable.contains(need.text())) {
                need.complainOfUnknown(
                        ComplaintCode.UNKNOWN_NAME, need.text(), measurable, "a line for it in metrics.yaml");
            }
        }
        if (expect.at(Key.VERDICT.word()).present()) {
            expect.at(Key.VERDICT.word()).constant(Verdict.class);
        }
        if (expect.at(Key.STATUS.word()).present()) {
            expect.at(Key.STATUS.word()).constant(Status.class);
        }
    }

    private static void checkCodes(YamlValue value, Set<String> known, String kind, Set<String> others) {
        for (YamlValue code : value.oneOrMore()) {
            String text = code.text();
            if (others.contains(text)) {
                boolean symptom = kind.equals("cause");
                code.complain(
                        ComplaintCode.UNKNOWN_CODE,
                        text,
                        text + (symptom ? " is a symptom, and no cause." : " is a cause, and no symptom."),
                        (symptom ? "symptoms: [" + text + "]" : "first: " + text) + "?");
            } else if (!text.isEmpty() && !known.contains(text)) {
                code.complain(
                        ComplaintCode.UNKNOWN_CODE,
                        text,
                        "no " + kind + " is called " + text + ".",
                        code.meant(text, known, "a file in knowledge/ for it"));
            }
        }
    }
}
