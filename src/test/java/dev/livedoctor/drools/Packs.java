package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Inference;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Rules and vocabularies for the tests of this room. */
final class Packs {
    /** A few names of the contract: a file of the pack may change, these do not. */
    static final Vocabulary VOCABULARY = new Vocabulary(
            Set.of(
                    "ingest.connected",
                    "ingest.rtt_ms",
                    "ingest.dropped_frame_ratio",
                    "playback.stall_ratio",
                    "room.age_days"),
            Set.of("peak", "stream.transport", "room.age_days"),
            Set.of(),
            Set.of("STALLS", "OUTAGE"),
            Set.of("UPLINK_LOST", "UPLINK_CONGESTED"));

    private static final String HEAD = """
            package rules.causes;
            %s
            """.formatted(String.join(
            " ",
            "import dev.livedoctor.diagnosis.Reading; import dev.livedoctor.diagnosis.Attribute;",
            "import dev.livedoctor.diagnosis.Event; import dev.livedoctor.diagnosis.Symptom;",
            "import static dev.livedoctor.diagnosis.Evidence.supports;",
            "import static dev.livedoctor.diagnosis.Evidence.contradicts;",
            "import static dev.livedoctor.diagnosis.Evidence.shows;",
            "import static dev.livedoctor.diagnosis.Weight.DECISIVE;",
            "import static dev.livedoctor.diagnosis.Weight.STRONG;"));

    private Packs() {}

    /** The shipped pack, without its rules being compiled. */
    static RulePack shipped() {
        return PackReader.read(PackReader.files(folder("rules")));
    }

    /** What the rules of {@code pack}, which are good, are compiled to. */
    static Inference compile(RuleCompiler compiler, RulePack pack) {
        return compiler.compile(pack, new ArrayList<>()).orElseThrow();
    }

    /** A folder on the class path. */
    static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(Packs.class.getClassLoader().getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with one rule of UPLINK_LOST; its conditions begin in line 5. */
    static String rule(String when, String then) {
        return HEAD + "rule \"uplink-lost: r\"\nwhen\n" + when + "\nthen\n" + then + "\nend\n";
    }

    /** A file with one rule that supports UPLINK_LOST by {@code $a}. */
    static String rule(String when) {
        return rule(when, "    insertLogical( supports( \"UPLINK_LOST\", STRONG, $a ) );");
    }

    /** The one rule that {@code when} and a usual consequence make. */
    static Rule read(String when) {
        return read(when, "r");
    }

    /** The same, under another name. */
    static Rule read(String when, String name) {
        List<Complaint> complaints = new ArrayList<>();
        String text = rule(when).replace(": r\"", ": " + name + "\"");
        List<Rule> rules = RuleReader.read("causes/uplink-lost.drl", text, VOCABULARY, complaints);
        if (rules.size() != 1 || !complaints.isEmpty()) {
            throw new AssertionError(complaints.toString());
        }
        return rules.get(0);
    }

    /** What is complained of in {@code text}. */
    static List<Complaint> complaints(String file, String text) {
        List<Complaint> complaints = new ArrayList<>();
        RuleReader.read(file, text, VOCABULARY, complaints);
        return complaints;
    }
}
