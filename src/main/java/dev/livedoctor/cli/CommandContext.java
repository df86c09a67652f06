package dev.livedoctor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.livedoctor.notify.NotificationsConfig;
import dev.livedoctor.reload.PackDirectory;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What commands work with.
 *
 * @param shipped the files of the shipped pack
 * @param configured the folder that holds where a command names none
 * @param compiler of rules
 * @param notifications who is told of reports, as configured
 * @param clock for ids
 * @param in standard input
 * @param out what was asked for
 * @param err what went wrong
 */
public record CommandContext(
        Supplier<SortedMap<String, String>> shipped,
        Supplier<Optional<Path>> configured,
        RuleCompiler compiler,
        Supplier<NotificationsConfig> notifications,
        Clock clock,
        InputStream in,
        PrintWriter out,
        PrintWriter err) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What is in {@code folder}, else in the configured folder, else the shipped pack; read as the service reads it. */
    private PackDirectory.Contents contents(Optional<Path> folder) {
        return folder.or(configured)
                .map(path -> new PackDirectory(path).read())
                .orElseGet(() -> new PackDirectory.Contents(shipped.get(), List.of()));
    }

    /**
     * The files of that pack.
     *
     * @throws RulePackException where the folder cannot be read
     */
    SortedMap<String, String> files(Optional<Path> folder) {
        PackDirectory.Contents contents = contents(folder);
        if (!contents.complaints().isEmpty()) {
            throw new RulePackException(contents.complaints());
        }
        return contents.files();
    }

    /** What is to be said of that pack. */
    Check check(Optional<Path> folder) {
        PackDirectory.Contents contents = contents(folder);
        return contents.complaints().isEmpty()
                ? Check.of(contents.files(), shipped.get(), compiler)
                : Check.refused(contents.complaints());
    }

    /** The compiled pack in {@code folder}; the shipped one where there is none. */
    Ruleset ruleset(Optional<Path> folder) {
        return Ruleset.load(files(folder), compiler);
    }

    void printJson(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers are always JSON", e);
        }
    }
}
