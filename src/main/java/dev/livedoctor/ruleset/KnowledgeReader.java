package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.AlertTimes;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files of knowledge/. */
final class KnowledgeReader {
    private static final List<String> LAYERS =
            List.of("host", "platform", "network", "client", "interaction", "content", "commerce", "data");
    /** How often an experienced operator meets a cause, in log-odds. */
    private static final Map<String, Double> PRIORS = Map.of("common", -1.5, "usual", -2.0, "rare", -2.5);

    private static final Pattern TIME = Pattern.compile("(\\d{1,5})([smh])");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600);
    private static final int LONGEST_SECONDS = 86_400;

    private static final int LONGEST_MINUTES = 7 * 24 * 60;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private static final List<String> LANGUAGES = List.of("en", "zh");

    private final Map<String, Metric> metrics;
    private final Set<String> names;
    private final Set<String> symptoms;
    private final Set<String> causes;

    KnowledgeReader(Map<String, Metric> metrics, Set<String> attributes, Set<String> symptoms, Set<String> causes) {
        this.metrics = metrics;
        this.causes = causes;
        this.symptoms = symptoms;
        names = new HashSet<>(metrics.keySet());
        names.addAll(attributes);
    }

    SymptomKnowledge symptom(String code, YamlValue value) {
        value.allow("layer", "severity", "covers", "title", "means", "viewers", "confirm", "gaps");
        value.at("layer").oneOf(List.of("symptom"));
        Set<String> twice = new HashSet<>();
        for (YamlValue covered : value.at("covers").items()) {
            if (covered.text().equals(code)) {
                covered.complain(
                        ComplaintCode.DUPLICATE_NAME, "a symptom does not cover itself.", "the symptom that follows?");
            } else if (!twice.add(covered.text())) {
                covered.complain(ComplaintCode.DUPLICATE_NAME, covered.text() + " stands in this list twice.", "once?");
            }
            if (!symptoms.contains(covered.text())) {
                covered.complainOfUnknown(
                        ComplaintCode.UNKNOWN_CODE, covered.text(), symptoms, "a file in knowledge/ for it");
            }
        }
        return new SymptomKnowledge(
                code,
                value.at("severity").constant(Severity.class),
                value.at("covers").texts(),
                title(value.at("title")),
                words(value.at("means")),
                words(value.at("viewers")),
                words(value.at("confirm")),
                words(value.at("gaps")));
    }

    CauseKnowledge cause(String code, YamlValue value) {
        value.allow(
                "layer",
                "prior",
                "harmless",
                "explains",
                "needs",
                "title",
                "means",
                "viewers",
                "confirm",
                "gaps",
                "actions",
                "alert");
        YamlValue harmless = value.at("harmless");
        return new CauseKnowledge(
                code,
                value.at("layer").oneOf(LAYERS),
                PRIORS.getOrDefault(value.at("prior").oneOf(List.of("common", "usual", "rare")), 0.0),
                harmless.present() && harmless.flag(),
                explains(value),
                needs(value.at("needs")),
                title(value.at("title")),
                words(value.at("means")),
                words(value.at("viewers")),
                words(value.at("confirm")),
                words(value.at("gaps")),
                actions(value),
                alert(value.at("alert")));
    }

    private static AlertTimes alert(YamlValue value) {
        if (!value.present()) {
            return AlertTimes.USUAL;
        }
        value.allow("for", "clear", "worst");
        YamlValue worst = value.at("worst");
        return new AlertTimes(
                seconds(value.at("for")),
                seconds(value.at("clear")),
                worst.present() ? worst.constant(Severity.class) : Severity.CRITICAL);
    }

    /** What {@code 90s}, {@code 5m} or {@code 2h} is in seconds. */
    private static int seconds(YamlValue value) {
        if (!value.present()) {
            return -1;
        }
        Matcher time = TIME.matcher(value.text());
        int seconds = time.matches()
                ? Integer.parseInt(time.group(1)) * SECONDS.getOrDefault(time.group(2), 1)
                : LONGEST_SECONDS + 1;
        if (seconds > LONGEST_SECONDS) {
            value.complain(ComplaintCode.OUT_OF_RANGE, "a time of a day at most expected.", "90s, 5m or 2h?");
        }
        return seconds;
    }

    private Map<String, Boolean> explains(YamlValue value) {
        Map<String, Boolean> explains = new LinkedHashMap<>();
        value.at("explains").fields().forEach((symptom, share) -> {
            if (causes.contains(symptom)) {
                share.key()
                        .complain(
                                ComplaintCode.UNKNOWN_CODE,
                                symptom,
                                symptom + " is a cause: a cause explains symptoms.",
                                "a symptom that it makes?");
            } else if (!symptoms.contains(symptom)) {
                share.key()
                        .complainOfUnknown(
                                ComplaintCode.UNKNOWN_CODE, symptom, symptoms, "a file in knowledge/ for it");
            }
            explains.put(symptom, share.oneOf(List.of("all", "part")).equals("all"));
        });
        if (explains.isEmpty()) {
            value.at("explains")
                    .complain(
                            ComplaintCode.MISSING_VALUE, "a cause must explain a symptom.", "explains: {STALLS: all}?");
        }
        return explains;
    }

    private List<String> needs(YamlValue value) {
        Set<String> before = new HashSet<>();
        for (YamlValue need : value.items()) {
            if (!before.add(need.text())) {
                need.complain(ComplaintCode.DUPLICATE_NAME, need.text() + " stands in this list twice.", "once?");
            }
            if (!names.contains(need.text())) {
                need.complainOfUnknown(ComplaintCode.UNKNOWN_NAME, need.text(), names, "a line for it in metrics.yaml");
            }
        }
        return value.texts();
    }

    private List<Action> actions(YamlValue value) {
        List<Action> actions = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (YamlValue item : value.at("actions").items()) {
            Action action = action(item);
            actions.add(action);
            if (!codes.add(action.code())) {
                item.at("code")
                        .complain(
                                ComplaintCode.DUPLICATE_NAME,
                                "an action called " + action.code() + " stands in this file already.",
                                "one of them?");
            }
        }
        if (actions.isEmpty()
                && (value.at("actions").isList() || !value.at("actions").present())) {
            value.at("actions").complain(ComplaintCode.MISSING_ACTION, "a cause needs an action.", "one, with steps?");
        }
        return actions;
    }

    private Action action(YamlValue value) {
        value.allow("code", "title", "owner", "urgency", "steps", "risk", "reversible", "verify", "doNot");
        String code = value.at("code").text();
        if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            value.at("code")
                    .complain(
                            ComplaintCode.BAD_NAME,
                            "the code of an action has capital Latin letters, digits and _.",
                            code.replaceAll("\\W+", "_").toUpperCase(Locale.ROOT) + "?");
        }
        return new Action(
                code,
                title(value.at("title")),
                value.at("owner").constant(Owner.class),
                value.at("urgency").constant(Urgency.class),
                steps(value.at("steps"), "en"),
                steps(value.at("steps"), "zh"),
                words(value.at("risk")),
                value.at("reversible").flag(),
                verification(value.at("verify")),
                words(value.at("doNot")));
    }

    private static List<String> steps(YamlValue value, String language) {
        value.allow("en", "zh");
        YamlValue steps = value.at(language);
        if (steps.isText()) {
            return steps.texts();
        }
        int most = LANGUAGES.stream()
                .mapToInt(one -> value.at(one).items().size())
                .max()
                .orElse(0);
        boolean readable = !value.isText() && !value.isList();
        if (most == 0 && readable && value.fields().size() != 1) {
            // Told once, not once in each language.
            if (language.equals("en")) {
                value.complain(ComplaintCode.MISSING_TEXT, "an action needs steps in en and in zh.", "en: [...]?");
            }
            return List.of();
        }
        if (steps.items().isEmpty()) {
            steps.complain(ComplaintCode.MISSING_TEXT, "an action needs steps in " + language + ".", "[...]?");
        } else if (steps.items().size() < most) {
            steps.complain(
                    ComplaintCode.MISSING_TEXT,
                    "there are " + most + " steps in the other language, and "
                            + steps.items().size() + " in " + language + ".",
                    "a translation of each?");
        }
        List<YamlValue> items = steps.items();
        for (int i = 0; i < items.size() && language.equals("zh"); i++) {
            List<YamlValue> english = value.at("en").items();
            Placeholders.check(i < english.size() ? english.get(i) : items.get(i), items.get(i));
            if (i < english.size()) {
                Translations.check(english.get(i), items.get(i));
            }
        }
        return items.stream().map(step -> step.text(ComplaintCode.MISSING_TEXT)).toList();
    }

    private Action.Verification verification(YamlValue value) {
        value.allow("metric", "direction", "bound", "withinMinutes");
        String name = value.at("metric").text();
        Metric metric = metrics.get(name);
        double bound = value.at("bound").number();
        int before = value.complained();
        if (metric == null && !name.isEmpty()) {
            value.at("metric")
                    .complainOfUnknown(
                            ComplaintCode.UNKNOWN_NAME, name, metrics.keySet(), "a line for it in metrics.yaml");
        }
        if (metric != null && value.at("bound").present()) {
            BoundsCheck.checkUnit(value.at("bound"), name, metric.unit(), bound, Double.NaN);
        }
        boolean admitted = value.complained() == before;
        Direction direction = value.at("direction").constant(Direction.class);
        if (metric != null
                && value.at("direction").present()
                && metric.worse() == (direction == Direction.ABOVE ? Metric.Worse.HIGH : Metric.Worse.LOW)) {
            value.at("direction")
                    .complain(
                            ComplaintCode.WRONG_SIDE,
                            name + " is worse "
                                    + metric.worse().name().toLowerCase(Locale.ROOT) + ": an action that works does not"
                                    + " bring it there.",
                            direction == Direction.ABOVE ? "BELOW?" : "ABOVE?");
        }
        if (metric != null && admitted && metric.unit().tellsNothing(direction, bound)) {
            value.at("bound")
                    .complain(
                            ComplaintCode.OUT_OF_RANGE,
                            name,
                            name + " always lies " + direction.name().toLowerCase(Locale.ROOT) + " "
                                    + BoundsCheck.plain(bound) + ", or never: it is "
                                    + metric.unit().range() + ".",
                            "a bound within its range?");
        }
        double minutes = value.at("withinMinutes").number();
        if (!Double.isNaN(minutes) && !(minutes > 0 && minutes == Math.rint(minutes))) {
            value.at("withinMinutes")
                    .complain(ComplaintCode.OUT_OF_RANGE, "whole minutes expected, one at least.", "5?");
        } else if (minutes > LONGEST_MINUTES) {
            value.at("withinMinutes")
                    .complain(
                            ComplaintCode.OUT_OF_RANGE,
                            "nobody waits longer than a week, " + LONGEST_MINUTES + " minutes, to see an action work.",
                            "minutes, not seconds or milliseconds?");
        }
        return new Action.Verification(name, direction, bound, (int) minutes);
    }

    private static Text title(YamlValue value) {
        LANGUAGES.forEach(language -> value.at(language).checkOneLine());
        return words(value);
    }

    private static Text words(YamlValue value) {
        value.allow("en", "zh");
        String en = value.at("en").text(ComplaintCode.MISSING_TEXT);
        String zh = value.at("zh").text(ComplaintCode.MISSING_TEXT);
        Placeholders.check(value.at("en"), value.at("zh"));
        Translations.check(value.at("en"), value.at("zh"));
        return new Text(en, zh);
    }
}
