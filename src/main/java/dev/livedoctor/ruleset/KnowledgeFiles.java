package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the files of knowledge/ say. Those that were right in the pack before, and are the same, are not read again. */
final class KnowledgeFiles {
    private final Names names;
    private final KnowledgeReader reader;
    private final Map<String, CauseKnowledge> causes = new LinkedHashMap<>();
    private final Map<String, SymptomKnowledge> symptoms = new LinkedHashMap<>();
    /** The text of each file that nothing is wrong with. */
    private final Map<String, String> right = new HashMap<>();

    /** What a file may name. */
    private record Names(
            Map<String, Metric> metrics, Set<String> attributes, Set<String> symptoms, Set<String> causes) {}

    /**
     * A file.
     *
     * @param parsed what it holds; null where it is known from before
     * @param complaints of its YAML
     */
    private record Source(
            String file,
            String text,
            boolean ofSymptom,
            @Nullable YamlValue parsed,
            List<Complaint> complaints) {

        String code() {
            return PackReader.codeOf(file);
        }

        YamlValue value(List<Complaint> receiver) {
            return (parsed == null ? YamlValue.read(file, text, new ArrayList<>()) : parsed).reportingTo(receiver);
        }
    }

    private KnowledgeFiles(Names names) {
        this.names = names;
        this.reader = new KnowledgeReader(names.metrics(), names.attributes(), names.symptoms(), names.causes());
    }

    /**
     * Reads the knowledge of a pack.
     *
     * @param files of the pack, all of them
     * @param before the knowledge of the pack before
     * @param complaints receives what is wrong with it
     */
    static KnowledgeFiles read(
            SortedMap<String, String> files,
            Map<String, Metric> metrics,
            Set<String> attributes,
            @Nullable KnowledgeFiles before,
            List<Complaint> complaints) {
        // Most of a pack is knowledge, and a service waits for it to be read: so it is read by all cores.
        List<Source> sources = files.subMap("knowledge/", "knowledge0").entrySet().parallelStream()
                .map(file -> source(file.getKey(), file.getValue(), files, before))
                .toList();
        Names names = new Names(metrics, attributes, codes(sources, true), codes(sources, false));
        if (before != null && !names.equals(before.names)) {
            // What was known then may be unknown now.
            return read(files, metrics, attributes, null, complaints);
        }
        KnowledgeFiles all = new KnowledgeFiles(names);
        SharedTitles titles = new SharedTitles();
        for (Source source : sources) {
            Text title = source.ofSymptom()
                    ? all.addSymptom(source, before, complaints).title()
                    : all.addCause(source, before, complaints).title();
            titles.add(source.code(), title, () -> source.value(complaints).at("title"));
        }
        return all;
    }

    /** Each cause by its code. */
    Map<String, CauseKnowledge> causes() {
        return causes;
    }

    /** Each symptom by its code. */
    Map<String, SymptomKnowledge> symptoms() {
        return symptoms;
    }

    private static Source source(
            String file, String text, SortedMap<String, String> files, @Nullable KnowledgeFiles before) {
        if (before != null && text.equals(before.right.get(file))) {
            return new Source(file, text, before.symptoms.containsKey(PackReader.codeOf(file)), null, List.of());
        }
        List<Complaint> found = new ArrayList<>();
        YamlValue value = YamlValue.read(file, text, found);
        return new Source(file, text, isOfSymptom(file, value, files), value, found);
    }

    private static Set<String> codes(List<Source> sources, boolean ofSymptoms) {
        return sources.stream()
                .filter(source -> source.ofSymptom() == ofSymptoms)
                .map(Source::code)
                .collect(Collectors.toSet());
    }

    /**
     * Whether the file is about a symptom, not a cause: decided by the keys only one of them has, then by {@code layer}, then by which rules
     * file exists; so a wrong {@code layer} is reported as such.
     */
    private static boolean isOfSymptom(String file, YamlValue value, SortedMap<String, String> files) {
        boolean severe = value.at("severity").present();
        if (severe != (value.at("explains").present() || value.at("actions").present())) {
            return severe;
        }
        return value.at("layer").present()
                ? value.at("layer").text().equals("symptom")
                : files.containsKey("symptoms/" + PackReader.stemOf(PackReader.codeOf(file)) + ".drl");
    }

    private CauseKnowledge addCause(Source source, @Nullable KnowledgeFiles before, List<Complaint> complaints) {
        String code = source.code();
        CauseKnowledge cause = known(source, before)
                .map(same -> same.causes.get(code))
                .orElseGet(() -> read(source, complaints, value -> reader.cause(code, value)));
        causes.put(code, cause);
        return cause;
    }

    private SymptomKnowledge addSymptom(Source source, @Nullable KnowledgeFiles before, List<Complaint> complaints) {
        String code = source.code();
        SymptomKnowledge symptom = known(source, before)
                .map(same -> same.symptoms.get(code))
                .orElseGet(() -> read(source, complaints, value -> reader.symptom(code, value)));
        symptoms.values().stream()
                .filter(other ->
                        other.covers().contains(code) && symptom.covers().contains(other.code()))
                .forEach(other -> source.value(complaints).at("covers").items().stream()
                        .filter(covered -> covered.text().equals(other.code()))
                        .forEach(covered -> covered.complain(
                                ComplaintCode.DUPLICATE_NAME,
                                other.code() + " covers " + code + " already: neither would be told.",
                                "the one that the other follows from?")));
        symptoms.put(code, symptom);
        return symptom;
    }

    private Optional<KnowledgeFiles> known(Source source, @Nullable KnowledgeFiles before) {
        if (source.parsed() != null) {
            return Optional.empty();
        }
        right.put(source.file(), source.text());
        return Optional.ofNullable(before);
    }

    private <T> T read(Source source, List<Complaint> complaints, Function<YamlValue, T> reading) {
        int told = complaints.size();
        source.complaints().stream()
                .limit(Math.max(0, PackLimits.MOST_COMPLAINTS - told))
                .forEach(complaints::add);
        T read = reading.apply(source.value(complaints));
        if (complaints.size() == told && told < PackLimits.MOST_COMPLAINTS) {
            right.put(source.file(), source.text());
        }
        return read;
    }
}
