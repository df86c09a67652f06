package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.YamlValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as it lies in its file, and the last one that was right. Whoever needs it looks whether it was edited; what is wrong is
 * refused with its complaints, and the old one goes on.
 *
 * @param <T> what a mapping of this kind says
 */
final class Mapping<T> {
    private static final Logger LOG = Logger.getLogger(Mapping.class);
    private static final int MOST_BYTES = 1 << 20;
    private static final String SHIPPED = "/mappings/";

    /**
     * Reads a mapping.
     *
     * @param <T> what it says
     */
    @FunctionalInterface
    interface Form<T> {
        /** What {@code file} says; what is wrong with it is complained of there. */
        T read(YamlValue file, RulePack pack);
    }

    /** What a look found. */
    private record Look(String text, RulePack pack) {}

    private final String name;
    private final Optional<Path> file;
    private final Form<T> form;
    private final Supplier<RulePack> packs;
    private T current;
    private Look last;
    private List<Complaint> complaints = List.of();

    /**
     * The mapping {@code name} in {@code folder}, or that which is shipped.
     *
     * @throws BadAdaptersException with every complaint, where it is missing or wrong
     */
    Mapping(Optional<Path> folder, String name, Form<T> form, Supplier<RulePack> packs) {
        this.name = name;
        this.file = folder.map(path -> path.resolve(name));
        this.form = form;
        this.packs = packs;
        Look first;
        try {
            first = look();
        } catch (IOException e) {
            throw new BadAdaptersException(
                    List.of(file.map(Path::toString).orElse(name) + ": there is no such mapping. Maybe copy "
                            + "the shipped one there? docs/adapters.md says where it is."));
        }
        List<Complaint> found = new ArrayList<>();
        T read = read(first, found);
        if (!found.isEmpty()) {
            throw new BadAdaptersException(
                    found.stream().map(Complaint::toString).toList());
        }
        this.current = read;
        this.last = first;
    }

    /** What holds now. */
    synchronized T current() {
        try {
            Look look = look();
            if (!look.equals(last)) {
                last = look;
                consider(look);
            }
        } catch (IOException e) {
            // It is being replaced, or was taken away: what was read goes on.
            LOG.debugf(e, "Cannot read the mapping %s", name);
        }
        return current;
    }

    private void consider(Look look) {
        List<Complaint> found = new ArrayList<>();
        T read = read(look, found);
        complaints = List.copyOf(found);
        if (found.isEmpty()) {
            current = read;
            LOG.infof("The mapping %s is in force", name);
        } else {
            LOG.warnf("Refused the mapping %s; the old one goes on. %s", name, found.get(0));
        }
    }

    /** What is wrong with the file as it lies there. */
    synchronized List<Complaint> complaints() {
        return complaints;
    }

    String name() {
        return name;
    }

    private T read(Look look, List<Complaint> found) {
        return form.read(YamlValue.read(name, look.text, found), look.pack);
    }

    private Look look() throws IOException {
        try (InputStream in = open()) {
            return new Look(new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.UTF_8), packs.get());
        }
    }

    private InputStream open() throws IOException {
        if (file.isPresent()) {
            return Files.newInputStream(file.get());
        }
        @Nullable InputStream shipped = Mapping.class.getResourceAsStream(SHIPPED + name);
        if (shipped == null) {
            throw new IOException(Objects.requireNonNull(name));
        }
        return shipped;
    }
}
