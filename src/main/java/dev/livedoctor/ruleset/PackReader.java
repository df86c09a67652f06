package dev.livedoctor.ruleset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Reads a rule pack and checks everything in it that is no rule. */
public final class PackReader {
    /** The rules API that this build speaks. */
    private static final String API = "1";

    private final SortedMap<String, String> all;
    /** Those whose names are those of a pack. */
    private final SortedMap<String, String> files;

    private final List<Complaint> complaints;
    private @Nullable KnowledgeFiles knowledge;

    /**
     * A reader of {@code files}.
     *
     * @param complaints receives what is wrong with them
     * @param before the knowledge of the pack before, where there was one
     */
    PackReader(SortedMap<String, String> files, List<Complaint> complaints, @Nullable KnowledgeFiles before) {
        this.all = files;
        this.files = new TreeMap<>(files);
        this.complaints = complaints;
        this.knowledge = before;
    }

    /**
     * The files of the pack in {@code folder}: path within the pack to text, as {@link PackFile} has it. What is no part of a pack is left out where it is a usual
     * neighbour (hidden files, backups of editors, read-mes, kustomization.yaml), else it is there to be complained of.
     *
     * @throws java.io.UncheckedIOException where the folder cannot be read
     */
    public static SortedMap<String, String> files(Path folder) {
        return PackFolder.read(folder);
    }

    /**
     * The pack made of {@code files}.
     *
     * @throws RulePackException with every complaint, where something is wrong
     */
    public static RulePack read(SortedMap<String, String> files) {
        List<Complaint> complaints = new ArrayList<>();
        Optional<RulePack> pack = new PackReader(files, complaints, null).read();
        FollowUps.remove(files, complaints);
        if (pack.isEmpty() || RulePackException.isRefused(complaints)) {
            throw new RulePackException(complaints);
        }
        return pack.get();
    }

    /** Reads what is right. Empty where nobody could tell what that is, because there is no catalog or the files are too many. */
    Optional<RulePack> read() {
        FileCheck.check(all, complaints);
        if (complaints.stream().anyMatch(FileCheck::isTheEnd)) {
            return Optional.empty();
        }
        files.keySet().removeIf(file -> !FileCheck.isKnown(file));
        String name = readName(yaml("pack.yaml"));
        YamlValue catalog = yaml("metrics.yaml");
        Map<String, Metric> metrics = CatalogReader.metrics(catalog);
        Map<String, AttributeDefinition> attributes =
                CatalogReader.attributes(yaml("attributes.yaml"), metrics.keySet());
        Map<String, String> events =
                files.containsKey("events.yaml") ? CatalogReader.events(yaml("events.yaml")) : Map.of();
        Dimensions dimensions = files.containsKey("dimensions.yaml")
                ? Dimensions.read(yaml("dimensions.yaml"))
                : Dimensions.AS_THEY_COME;
        if (metrics.isEmpty() || attributes.isEmpty()) {
            complainOfNothing(metrics.isEmpty() ? "metrics.yaml" : "attributes.yaml");
            return Optional.empty();
        }
        Map<String, YamlValue> overrides = new TreeMap<>();
        in("overrides").keySet().forEach(file -> overrides.put(file, yaml(file)));
        Thresholds thresholds = ThresholdReader.read(
                yaml("thresholds.yaml"),
                overrides,
                catalog,
                metrics,
                attributes,
                ShippedBounds.of(files.get("thresholds.yaml"), metrics));
        KnowledgeFiles known = KnowledgeFiles.read(files, metrics, attributes.keySet(), knowledge, complaints);
        knowledge = known;
        SortedMap<String, String> rules = new TreeMap<>(in("symptoms"));
        rules.putAll(in("causes"));
        rules.putAll(in("tables"));
        Titles titles = Titles.read(files, metrics.keySet(), attributes.keySet(), complaints);
        Completeness.check(files, known.causes().keySet(), known.symptoms().keySet(), complaints);
        return Optional.of(new RulePack(
                name,
                version(all),
                metrics,
                attributes,
                titles.terms(metrics, attributes),
                events,
                dimensions,
                thresholds,
                known.causes(),
                known.symptoms(),
                rules,
                new TreeMap<>(in("cases")),
                all));
    }

    /** The knowledge that was read, for the reader of the pack after; that of the pack before where none was. */
    @Nullable
    KnowledgeFiles knowledge() {
        return knowledge;
    }

    /** The name of the pack, whose other keys are checked. */
    private static String readName(YamlValue pack) {
        pack.allow("name", "version", "api");
        String name = pack.at("name").text();
        pack.at("name").checkOneLine();
        pack.at("version").text();
        pack.at("version").checkOneLine();
        String api = pack.at("api").text();
        if (!api.isEmpty() && !api.equals(API)) {
            pack.at("api")
                    .complain(
                            ComplaintCode.RULES_API,
                            "this build speaks the rules API " + API + ", not " + api + ".",
                            API + ", after a look at the changelog?");
        }
        return name;
    }

    /** Complains of {@code file}, which declares nothing, where nothing else was wrong with it. */
    private void complainOfNothing(String file) {
        if (complaints.stream().noneMatch(complaint -> complaint.file().equals(file))) {
            complaints.add(Complaint.of(
                    ComplaintCode.EMPTY_FILE, file, 1, 0, "nothing is declared in it.", "that of the shipped pack?"));
        }
    }

    private YamlValue yaml(String file) {
        String text = files.get(file);
        if (text == null) {
            complaints.add(Complaint.of(
                    ComplaintCode.MISSING_FILE, file, 0, 0, "the file is missing.", "that of the shipped pack?"));
            // Nothing more is said of what a missing file does not hold.
            return YamlValue.read(file, "{}", new ArrayList<>());
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

    /** UPLINK_LOST has its rules in causes/uplink-lost.drl, and they are named after that stem. */
    public static String stemOf(String code) {
        return code.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** The version that a pack of {@code files} has, be it good or bad: its content hash. */
    public static String version(SortedMap<String, String> files) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        files.forEach((file, text) -> {
            for (String part : List.of(file, text)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(bytes);
            }
        });
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
