package dev.livedoctor.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.lookback.Incident;
import dev.livedoctor.lookback.PostMortem;

/** Writes what happened as JSON. What is not known is absent. */
final class PostMortemJson {
    private PostMortemJson() {}

    static byte[] write(PostMortem postMortem, Language language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("room", postMortem.room())
                .put("from", postMortem.from().toString())
                .put("to", postMortem.to().toString())
                .put("timezone", postMortem.zone().getId())
                .put("summary", postMortem.summary().in(language))
                .put("windows", postMortem.windows())
                .put("minutes", postMortem.minutes());
        number(json, "peakViewers", postMortem.peakViewers());
        number(json, "viewerMinutes", postMortem.viewerMinutes());
        number(json, "viewerMinutesLost", postMortem.viewerMinutesLost());
        number(json, "orders", postMortem.orders());
        ArrayNode incidents = json.putArray("incidents");
        postMortem.incidents().forEach(incident -> incident(incidents.addObject(), incident, language));
        ArrayNode timeline = json.putArray("timeline");
        postMortem
                .timeline()
                .forEach(moment -> timeline.addObject()
                        .put("at", moment.at().toString())
                        .put("kind", moment.kind().name())
                        .put("text", moment.text().in(language)));
        ArrayNode preventions = json.putArray("preventions");
        for (PostMortem.Prevention prevention : postMortem.preventions()) {
            ObjectNode one = preventions.addObject();
            one.put("cause", prevention.cause())
                    .put("action", prevention.action())
                    .put("owner", prevention.owner())
                    .put("title", prevention.title().in(language))
                    .put("why", prevention.why().in(language));
            ArrayNode steps = one.putArray("steps");
            (language == Language.ZH ? prevention.zh() : prevention.en()).forEach(steps::add);
        }
        ArrayNode curves = json.putArray("curves");
        for (PostMortem.Curve curve : postMortem.curves()) {
            ObjectNode one = curves.addObject();
            one.put("metric", curve.metric()).put("title", curve.title().in(language));
            ArrayNode values = one.putArray("values");
            for (double value : curve.values()) {
                if (Double.isNaN(value)) {
                    values.addNull();
                } else {
                    values.add(value);
                }
            }
        }
        ArrayNode unsaid = json.putArray("unsaid");
        postMortem
                .unsaid()
                .forEach(one -> unsaid.addObject()
                        .put("code", one.code())
                        .put("why", one.why().in(language)));
        if (!postMortem.rules().isEmpty()) {
            json.putObject("rules").put("version", postMortem.rules());
        }
        return InsightPage.bytes(json);
    }

    private static void incident(ObjectNode json, Incident incident, Language language) {
        CauseKnowledge knowledge = incident.knowledge();
        json.put("cause", incident.cause())
                .put("title", incident.title().in(language))
                .put("severity", incident.severity().name())
                .put("verdict", incident.verdict().name())
                .put("confidence", incident.confidence())
                .put("start", incident.start().toString())
                .put("end", incident.end().toString())
                .put("open", incident.open())
                .put("windows", incident.windows())
                .put("report", incident.report());
        if (knowledge != null) {
            json.put("meaning", ScopeWords.fill(knowledge.meaning().in(language), incident.scope(), language))
                    .put("layer", knowledge.layer());
        }
        if (incident.alert() != null) {
            json.put("alert", incident.alert().in(language));
        }
        ObjectNode scope = json.putObject("scope");
        incident.scope().dimensions().forEach(scope::put);
        number(json, "viewerMinutes", incident.viewerMinutes());
        ArrayNode symptoms = json.putArray("symptoms");
        incident.symptoms().forEach(symptoms::add);
        evidence(json.putArray("evidence"), incident);
        measures(json.putArray("measures"), incident);
        Incident.MetricRecovery check = incident.check();
        if (check != null) {
            recovery(json.putObject("check"), check);
        }
        json.putObject("before").put("evenings", incident.before()).put("broadcasts", incident.broadcasts());
    }

    private static void evidence(ArrayNode evidence, Incident incident) {
        for (Observation seen : incident.evidence()) {
            ObjectNode one = evidence.addObject();
            one.put("metric", seen.metric()).putPOJO("observed", seen.observed());
            one.put("basis", seen.basis().name());
            if (seen.bound() != null) {
                one.put("bound", seen.bound());
            }
            if (seen.direction() != null) {
                one.put("direction", seen.direction().name());
            }
            if (seen.expected() != null) {
                one.put("expected", seen.expected());
            }
        }
    }

    private static void measures(ArrayNode measures, Incident incident) {
        for (Incident.Measure measure : incident.measures()) {
            ObjectNode one = measures.addObject();
            one.put("at", measure.at().toString()).put("type", measure.type());
            if (!measure.note().isEmpty()) {
                one.put("note", measure.note());
            }
            number(one, "before", measure.before());
            number(one, "after", measure.after());
            if (measure.helped() != null) {
                one.put("helped", measure.helped());
            }
        }
    }

    private static void recovery(ObjectNode json, Incident.MetricRecovery check) {
        json.put("metric", check.metric())
                .put("direction", check.above() ? "ABOVE" : "BELOW")
                .put("bound", check.bound())
                .put("worst", check.worst());
        number(json, "last", check.last());
        if (check.met() != null) {
            json.put("met", check.met());
        }
    }

    private static void number(ObjectNode json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.put(name, value);
        }
    }
}
