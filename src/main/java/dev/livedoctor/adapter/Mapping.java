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
 * A mapping as it lies in its file, and the last one that was right. Each use checks whether it was edited; what is wrong is
 * refused with its complaints, and the old one goes on. Where there is no old one, its source fails until the file is right: rules or a
 * mapping that somebody edited must not keep the service from starting.
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

    /** What reading the file gave. */
    private record Look(String text, RulePack pack) {}

    private final String name;
    private final Optional<Path> file;
    private final Form<T> form;
    private final Supplier<RulePack> packs;
    private @Nullable T current;
    private @Nullable Look last;
    private List<Complaint> complaints = List.of();

    /**
     * The mapping {@code name} in {@code folder}, or that which is shipped.
     *
     * @throws BadAdaptersException where it is missing
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
        consider(first);
    }

    /** What holds now; fails with a {@link SourceUnavailableException} where none was right yet. */
    synchronized T current() {
        try {
            Look look = look();
            if (!look.equals(last)) {
                consider(look);
            }
        } catch (IOException e) {
            // It is being replaced, or was taken away: what was read goes on.
            if (last != null) {
                LOG.warnf("Cannot read the mapping %s; the old one goes on. %s", name, e);
                last = null;
            }
        }
        if (current == null) {
            throw new SourceUnavailableException(String.valueOf(failure()));
        }
        return current;
    }

    /** Why none holds; null where one does. */
    synchronized @Nullable String failure() {
        return current == null ? "The mapping is wrong: " + complaints.get(0) : null;
    }

    private void consider(Look look) {
        last = look;
        List<Complaint> found = new ArrayList<>();
        T read = read(look, found);
        complaints = List.copyOf(found);
        if (found.isEmpty()) {
            current = read;
            LOG.infof("The mapping %s is in force", name);
        } else {
            LOG.warnf(
                    "Refused the mapping %s; %s. %s",
                    name, current == null ? "its source fails" : "the old one goes on", found.get(0));
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
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("It has more than " + MOST_BYTES + " bytes.");
            }
            return new Look(new String(bytes, StandardCharsets.UTF_8), packs.get());
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
