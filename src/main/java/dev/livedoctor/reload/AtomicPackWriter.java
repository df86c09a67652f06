package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Writes a pack over another: each file whole, and all of them or none, wherever the process stops. The new files are written beside the
 * old ones, then a plan of what goes where; from then on {@link #resume} can do what is left of it.
 */
final class AtomicPackWriter {
    /** Hidden, so that nobody takes it for a file of the pack. */
    private static final String BESIDE = ".livedoctor-%d.tmp";

    private static final String PLAN = ".livedoctor-plan";
    private static final String PUT = "+";
    private static final String DELETE = "-";
    private static final Pattern STEP = Pattern.compile("[+-].+");
    /** A pack has fewer files than would make so long a plan. */
    private static final int MOST_BYTES = 1 << 22;

    private static final Logger LOG = Logger.getLogger(AtomicPackWriter.class);

    private final Path folder;

    AtomicPackWriter(Path folder) {
        this.folder = folder;
    }

    /** Makes {@code after} of {@code before}. */
    void write(SortedMap<String, String> before, SortedMap<String, String> after) throws IOException {
        plan(before, after);
        resume();
    }

    /** Writes all that is new, and what to do with it; the pack itself stays as it is. */
    void plan(SortedMap<String, String> before, SortedMap<String, String> after) throws IOException {
        List<String> plan = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : after.entrySet()) {
                if (!file.getValue().equals(before.get(file.getKey()))) {
                    Path target = target(file.getKey());
                    Files.createDirectories(target.resolveSibling("."));
                    plan.add(PUT + file.getKey());
                    write(beside(target, plan.size()), PackFile.bytes(file.getKey(), file.getValue()));
                }
            }
            before.keySet().stream().filter(file -> !after.containsKey(file)).forEach(gone -> plan.add(DELETE + gone));
            clear();
            Path draft = beside(folder.resolve(PLAN), 0);
            write(draft, String.join("\n", plan).getBytes(StandardCharsets.UTF_8));
            Files.move(draft, folder.resolve(PLAN), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            for (int i = 0; i < plan.size(); i++) {
                Files.deleteIfExists(beside(target(plan.get(i).substring(1)), i + 1));
            }
            throw e;
        }
    }

    /** Whether a plan was written and not all of it done. */
    boolean planned() throws IOException {
        return lines().isPresent();
    }

    /** The plan; empty where there is none, or something that was not written here and only has its name. */
    private Optional<List<String>> lines() throws IOException {
        Path plan = folder.resolve(PLAN);
        if (!Files.isRegularFile(plan, LinkOption.NOFOLLOW_LINKS) || Files.size(plan) > MOST_BYTES) {
            return Optional.empty();
        }
        List<String> lines = new String(Files.readAllBytes(plan), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.stream().allMatch(line -> STEP.matcher(line).matches() && PackDirectory.holds(line.substring(1)))
                ? Optional.of(lines)
                : Optional.empty();
    }

    /** Moves what only has the name of a plan out of the way. */
    private void clear() throws IOException {
        Path plan = folder.resolve(PLAN);
        if (Files.exists(plan, LinkOption.NOFOLLOW_LINKS) && !planned()) {
            Path aside = folder.resolve(PLAN + "-" + UUID.randomUUID());
            Files.move(plan, aside, StandardCopyOption.ATOMIC_MOVE);
            LOG.warnf("%s is not a plan of LiveDoctor and lies in %s now", plan, aside);
        }
    }

    /** Does what is left of the plan. */
    void resume() throws IOException {
        List<String> lines = lines().orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            Path target = target(lines.get(i).substring(1));
            Path whole = beside(target, i + 1);
            if (lines.get(i).startsWith(DELETE)) {
                Files.deleteIfExists(target);
            } else if (Files.exists(whole)) {
                Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.delete(folder.resolve(PLAN));
    }

    private Path target(String file) throws IOException {
        if (!PackDirectory.holds(file)) {
            throw new IOException(file + " is not a file of a pack");
        }
        return folder.resolve(file);
    }

    private static Path beside(Path target, int number) {
        return target.resolveSibling(BESIDE.formatted(number));
    }

    /** Down to the disk: a full one shows itself before anything is moved. A link or a pipe of this name is not written through. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }
}
