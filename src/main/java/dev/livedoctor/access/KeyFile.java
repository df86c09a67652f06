package dev.livedoctor.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** A YAML file with a list of keys, each on a line of its own. It holds hashes, from which no key can be learned. */
public record KeyFile(Path path) implements KeySource {
    private static final String HEAD = """
            # API keys of LiveDoctor: hashes only, a key is shown once when it is made. Written by: livedoctor keys
            """;

    /**
     * The keys in the file.
     *
     * @throws BadKeysException where it holds something else
     */
    @Override
    public List<ApiKey> read() throws IOException {
        return parse(Files.readString(path));
    }

    List<ApiKey> parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        @Nullable Object list;
        try {
            list = new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BadKeysException(path, "line " + line + ": " + e.getProblem() + ".");
        } catch (YAMLException e) {
            throw new BadKeysException(path, "no YAML: " + e.getMessage());
        }
        if (list == null) {
            return List.of();
        }
        if (!(list instanceof List<?> entries)) {
            throw new BadKeysException(path, "a list of keys expected. Maybe livedoctor keys create?");
        }
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object entry : entries) {
            KeyEntry one = new KeyEntry(path + ": key " + (keys.size() + 1), entry);
            ApiKey key = one.key();
            if (!names.add(key.id()) || !names.add(key.hash())) {
                throw one.bad("another key has the same id or hash.");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    /** Replaces the file as a whole. */
    public void write(List<ApiKey> keys) throws IOException {
        String text = HEAD + keys.stream().map(key -> line(key) + "\n").collect(Collectors.joining());
        parse(text);
        new OwnerOnlyFile(path).replace(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The line that stands for {@code key}. */
    public static String line(ApiKey key) {
        return "- {id: "
                + quoted(key.id())
                + ", hash: "
                + quoted(key.hash())
                + ", roles: ["
                + key.roles().stream().map(KeyFile::quoted).collect(Collectors.joining(", "))
                + "]"
                + key.expires()
                        .map(Instant::toString)
                        .map(when -> ", expires: " + quoted(when))
                        .orElse("")
                + (key.comment().isEmpty() ? "" : ", comment: " + quoted(key.comment()))
                + "}";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
