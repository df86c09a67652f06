package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a rule pack from a folder and checks everything in it that is no rule. */
public final class PackReader {
    private static final List<String> FOLDERS =
            List.of("symptoms", "causes", "knowledge", "cases", "overrides", "tables", "language");
    private static final List<String> FILES =
            List.of("pack.yaml", "metrics.yaml", "attributes.yaml", "thresholds.yaml");
    private static final Pattern NAMES = Pattern.compile("(?:symptoms|causes)/[a-z0-9-]+\\.(?:drl|dslr)"
            + "|tables/[a-z0-9-]+\\.drl\\.(?:csv|xlsx)|language/[a-z0-9-]+\\.(?:dsl|yaml)"
            + "|(?:knowledge|cases|overrides)/[a-z0-9-]+\\.yaml");
    /** The rules API that this build speaks. */
    private static final String API = "1";

    private final SortedMap<String, String> files;
    private final List<Complaint> complaints = new ArrayList<>();

    private PackReader(SortedMap<String, String> files) {
        this.files = files;
    }

    /**
     * The files of the pack in {@code folder}: path within the pack to text, as {@link PackFile} has it.
     *
     * @throws UncheckedIOException where the folder cannot be read
     */
    public static SortedMap<String, String> files(Path folder) {
        SortedMap<String, String> files = new TreeMap<>();
        for (String file : FILES) {
            add(files, file, folder.resolve(file));
        }
        for (String name : FOLDERS) {
            Path inner = folder.resolve(name);
            if (Files.isDirectory(inner)) {
                try (Stream<Path> found = Files.list(inner)) {
                    found.filter(file -> !file.getFileName().toString().startsWith("."))
                            .forEach(file -> add(files, name + "/" + file.getFileName(), file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return files;
    }

    private static void add(Map<String, String> files, String name, Path file) {
        if (Files.isRegularFile(file)) {
            try {
                files.put(
                        name,
                        PackFile.isText(name) ? Files.readString(file) : PackFile.text(name, Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name, e);
            }
        }
    }

    /**
     * The pack made of {@code files}.
     *
     * @throws RulePackException with every complaint, where something is wrong
     */
    public static RulePack read(SortedMap<String, String> files) {
        return new PackReader(files).read();
    }

    private RulePack read() {
        checkFileNames();
        YamlValue pack = yaml("pack.yaml");
        pack.allow("name", "version", "api");
        String name = pack.at("name").text();
        if (!API.equals(pack.at("api").text())) {
            pack.at("api").complain("this build speaks the rules API " + API + ".", API + "?");
        }
        Map<String, AttributeDefinition> attributes = CatalogReader.attributes(yaml("attributes.yaml"));
        Map<String, Metric> metrics = CatalogReader.metrics(yaml("metrics.yaml"));
        Map<String, YamlValue> overrides = new TreeMap<>();
        in("overrides").keySet().forEach(file -> overrides.put(file, yaml(file)));
        Thresholds thresholds = ThresholdReader.read(yaml("thresholds.yaml"), overrides, metrics, attributes);
        Map<String, CauseKnowledge> causes = new LinkedHashMap<>();
        Map<String, SymptomKnowledge> symptoms = new LinkedHashMap<>();
        readKnowledge(metrics, attributes, causes, symptoms);
        SortedMap<String, String> rules = new TreeMap<>(in("symptoms"));
        rules.putAll(in("causes"));
        rules.putAll(in("tables"));
        Titles.read(files, metrics.keySet(), complaints);
        RulePack read = new RulePack(
                name,
                hash(files),
                metrics,
                attributes,
                thresholds,
                causes,
                symptoms,
                rules,
                new TreeMap<>(in("cases")),
                files);
        checkWhole(read);
        if (!complaints.isEmpty()) {
            throw new RulePackException(complaints);
        }
        return read;
    }

    /** Most of a pack is knowledge, and a service waits for it to be read: so it is read by all cores. */
    private void readKnowledge(
            Map<String, Metric> metrics,
            Map<String, AttributeDefinition> attributes,
            Map<String, CauseKnowledge> causes,
            Map<String, SymptomKnowledge> symptoms) {
        record Knowledge(String file, List<Complaint> complaints, YamlValue value) {}
        List<Knowledge> read = in("knowledge").entrySet().parallelStream()
                .map(entry -> {
                    List<Complaint> found = new ArrayList<>();
                    return new Knowledge(
                            entry.getKey(), found, YamlValue.read(entry.getKey(), entry.getValue(), found));
                })
                .toList();
        for (Knowledge one : read) {
            String code = codeOf(one.file());
            if (one.value().at("layer").text("").equals("symptom")) {
                symptoms.put(code, KnowledgeReader.symptom(code, one.value()));
            } else {
                causes.put(code, KnowledgeReader.cause(code, one.value(), metrics.keySet(), attributes.keySet()));
            }
            complaints.addAll(one.complaints());
        }
    }

    private void checkFileNames() {
        files.keySet().stream()
                .filter(file -> !FILES.contains(file) && !NAMES.matcher(file).matches())
                .forEach(file -> complaints.add(new Complaint(
                        file,
                        0,
                        0,
                        "no file of a rule pack has such a name.",
                        "one of " + String.join(", ", FILES)
                                + ", or a name in kebab-case with .drl or .dslr in symptoms, causes, .drl.csv or .drl.xlsx in"
                                + " tables, .dsl or .yaml in language, .yaml in knowledge, cases, overrides?")));
    }

    private void checkWhole(RulePack pack) {
        pack.causes()
                .values()
                .forEach(cause -> cause.explains().keySet().stream()
                        .filter(symptom -> !pack.symptoms().containsKey(symptom))
                        .forEach(symptom -> complaints.add(new Complaint(
                                "knowledge/" + stemOf(cause.code()) + ".yaml",
                                0,
                                0,
                                "it explains " + symptom + ", which has no knowledge file.",
                                pack.vocabulary()
                                        .nearest(symptom, pack.symptoms().keySet())
                                        .map(near -> near + "?")
                                        .orElse("")))));
        pack.causes().keySet().forEach(code -> expect(code, "causes/" + stemOf(code) + ".drl", "a rule"));
        pack.causes().keySet().forEach(code -> expect(code, "cases/" + stemOf(code) + ".yaml", "a case"));
        pack.symptoms().keySet().forEach(code -> expect(code, "symptoms/" + stemOf(code) + ".drl", "a rule"));
        pack.rules().keySet().stream()
                .filter(file -> !file.startsWith("tables/")
                        && !files.containsKey("knowledge/" + stemOf(codeOf(file)) + ".yaml"))
                .forEach(file ->
                        complaints.add(new Complaint(file, 0, 0, codeOf(file) + " has no knowledge file.", "")));
    }

    /** What a table says of a code is known when it is compiled. */
    private void expect(String code, String file, String what) {
        boolean other = file.endsWith(".drl")
                && (files.containsKey(file.replace(".drl", ".dslr"))
                        || !in("tables").isEmpty());
        if (!files.containsKey(file) && !other) {
            complaints.add(new Complaint(file, 0, 0, code + " has knowledge and not " + what + ".", ""));
        }
    }

    private YamlValue yaml(String file) {
        String text = files.get(file);
        if (text == null) {
            complaints.add(new Complaint(file, 0, 0, "the file is missing.", ""));
            text = "{}";
        }
        return YamlValue.read(file, text, complaints);
    }

    private SortedMap<String, String> in(String folder) {
        return files.subMap(folder + "/", folder + "0");
    }

    /** causes/uplink-lost.drl is of UPLINK_LOST. */
    static String codeOf(String file) {
        String stem = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.'));
        return stem.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static String stemOf(String code) {
        return code.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static String hash(SortedMap<String, String> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((file, text) -> {
                for (String part : List.of(file, text)) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(bytes);
                }
            });
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
