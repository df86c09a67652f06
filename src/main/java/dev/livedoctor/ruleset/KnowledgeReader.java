package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the files of knowledge/. */
final class KnowledgeReader {
    private static final Set<String> LAYERS =
            Set.of("host", "platform", "network", "client", "interaction", "content", "commerce", "data");
    /** How often an experienced operator meets a cause, in log-odds. */
    private static final Map<String, Double> PRIORS = Map.of("common", -1.5, "usual", -2.0, "rare", -2.5);

    private KnowledgeReader() {}

    static SymptomKnowledge symptom(String code, YamlValue value) {
        value.allow("layer", "severity", "title", "means", "viewers", "confirm", "gaps");
        return new SymptomKnowledge(
                code,
                value.at("severity").constant(Severity.class),
                words(value.at("title")),
                words(value.at("means")),
                words(value.at("viewers")),
                words(value.at("confirm")),
                words(value.at("gaps")));
    }

    static CauseKnowledge cause(String code, YamlValue value, Set<String> metrics, Set<String> attributes) {
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
                "actions");
        String layer = value.at("layer").text();
        if (!LAYERS.contains(layer)) {
            value.at("layer").complain("'" + layer + "' is no layer.", String.join(", ", LAYERS) + "?");
        }
        Double prior = PRIORS.get(value.at("prior").text());
        if (prior == null) {
            value.at("prior").complain("'" + value.at("prior").text("") + "' is no prior.", "common, usual or rare?");
        }
        YamlValue harmless = value.at("harmless");
        Map<String, Boolean> explains = new LinkedHashMap<>();
        value.at("explains").fields().forEach((symptom, share) -> {
            if (!Set.of("all", "part").contains(share.text())) {
                share.complain("'" + share.text() + "' is no share.", "all or part?");
            }
            explains.put(symptom, share.text().equals("all"));
        });
        if (explains.isEmpty()) {
            value.complain("a cause must explain a symptom.", "explains: {STALLS: all}?");
        }
        for (YamlValue need : value.at("needs").items()) {
            if (!metrics.contains(need.text()) && !attributes.contains(need.text())) {
                need.complain(need.text() + " is declared nowhere.", "");
            }
        }
        List<Action> actions = value.at("actions").items().stream()
                .map(action -> action(action, metrics))
                .toList();
        if (actions.isEmpty()) {
            value.complain("a cause needs an action.", "");
        }
        return new CauseKnowledge(
                code,
                layer,
                prior == null ? 0 : prior,
                harmless.present() && harmless.flag(),
                explains,
                value.at("needs").texts(),
                words(value.at("title")),
                words(value.at("means")),
                words(value.at("viewers")),
                words(value.at("confirm")),
                words(value.at("gaps")),
                actions);
    }

    private static Action action(YamlValue value, Set<String> metrics) {
        value.allow("code", "title", "owner", "urgency", "steps", "risk", "reversible", "verify", "doNot");
        YamlValue verify = value.at("verify");
        verify.allow("metric", "direction", "bound", "withinMinutes");
        String metric = verify.at("metric").text();
        if (!metrics.contains(metric)) {
            verify.at("metric").complain(metric + " is declared nowhere.", "");
        }
        value.at("steps").allow("en", "zh");
        for (String language : List.of("en", "zh")) {
            if (value.at("steps").at(language).items().isEmpty()) {
                value.at("steps").complain("an action needs steps in " + language + ".", "");
            }
        }
        return new Action(
                value.at("code").text(),
                words(value.at("title")),
                value.at("owner").constant(Owner.class),
                value.at("urgency").constant(Urgency.class),
                value.at("steps").at("en").texts(),
                value.at("steps").at("zh").texts(),
                words(value.at("risk")),
                value.at("reversible").flag(),
                new Action.Verification(
                        metric,
                        verify.at("direction").constant(Direction.class),
                        verify.at("bound").number(),
                        (int) verify.at("withinMinutes").number()),
                words(value.at("doNot")));
    }

    private static Text words(YamlValue value) {
        value.allow("en", "zh");
        return new Text(value.at("en").text(), value.at("zh").text());
    }
}
