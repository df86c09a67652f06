package dev.livedoctor.reload;

import dev.livedoctor.ruleset.PackFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a pack over another: each file whole, and all of them or none, wherever the process stops. The new files are written beside the
 * old ones, then a plan of what goes where; from then on {@link #resume} can do what is left of it.
 */
final class Writing {
    /** Hidden, so that nobody takes it for a file of the pack. */
    private static final String BESIDE = ".livedoctor-%d.tmp";

    private static final String PLAN = ".livedoctor-plan";
    private static final String PUT = "+";
    private static final String DELETE = "-";

    private final Path folder;

    Writing(Path folder) {
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
    boolean planned() {
        return Files.exists(folder.resolve(PLAN));
    }

    /** Does what is left of the plan. */
    void resume() throws IOException {
        Path plan = folder.resolve(PLAN);
        List<String> lines = Files.readAllLines(plan);
        for (int i = 0; i < lines.size(); i++) {
            Path target = target(lines.get(i).substring(1));
            Path whole = beside(target, i + 1);
            if (lines.get(i).startsWith(DELETE)) {
                Files.deleteIfExists(target);
            } else if (Files.exists(whole)) {
                Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.delete(plan);
    }

    private Path target(String file) throws IOException {
        if (!Folder.holds(file)) {
            throw new IOException(file + " is no file of a pack");
        }
        return folder.resolve(file);
    }

    private static Path beside(Path target, int number) {
        return target.resolveSibling(BESIDE.formatted(number));
    }

    /** Down to the disk: a full one shows itself before anything is moved. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(
                file,
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
    }
}
