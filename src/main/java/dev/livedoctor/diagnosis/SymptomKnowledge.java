package dev.livedoctor.diagnosis;

import java.util.List;

/**
 * What is known of a symptom, besides its rules.
 *
 * @param code as in the vocabulary
 * @param severity in the whole room, when a bound is broken; a severe reading raises it
 * @param covers codes of symptoms that it brings about, so that they are no news beside it
 * @param title in a few words
 * @param meaning what it means
 * @param viewers what viewers notice
 * @param confirm how to confirm it
 * @param gaps what the rules cannot see
 */
public record SymptomKnowledge(
        String code,
        Severity severity,
        List<String> covers,
        Text title,
        Text meaning,
        Text viewers,
        Text confirm,
        Text gaps) {}
