package dev.livedoctor.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the files of a folder, never more of them than the check needs to refuse what is too much. Bytes that are no UTF-8 become
 * replacement characters, which the check refuses too: so whatever lies in a folder is complained of together.
 */
public final class PackFolder {
    /** What people, editors and Kubernetes leave beside a pack. */
    private static final Pattern NO_PART = Pattern.compile(
            "\\..*|.*~|~\\$.*|#.*#|.*\\.(?:md|swp|swx|tmp)|\\d+|.*___jb_\\w+___|kustomization\\.yaml|LICENSE|Thumbs\\.db|desktop\\.ini");

    private final Path root;
    private final SortedMap<String, Path> files = new TreeMap<>();

    private PackFolder(Path root) {
        this.root = root;
    }

    /** Whether a file or folder of this name is part of a pack, or claims to be. */
    public static boolean isPart(String name) {
        return !NO_PART.matcher(name).matches();
    }

    /** Whether {@code file} is a link, and not to something in {@code root}: who may write rules must not read all else by them. */
    public static boolean leadsOut(Path root, Path file) {
        try {
            return Files.isSymbolicLink(file) && !file.toRealPath().startsWith(root.toRealPath());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Path within {@code folder} to where the file is: everything that belongs to a pack, or claims to. What leads out of the folder, a
     * folder too deep and one that leads back to itself stand for what is in them.
     *
     * @throws UncheckedIOException where the folder cannot be listed
     */
    public static SortedMap<String, Path> list(Path folder) {
        PackFolder reader = new PackFolder(folder);
        reader.list(folder, "", 1);
        return reader.files;
    }

    /**
     * Path within {@code folder} to text; what leads out of it is without text.
     *
     * @throws UncheckedIOException where the folder cannot be read
     */
    static SortedMap<String, String> read(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        SortedMap<String, Path> files = Files.isDirectory(folder) ? list(folder) : new TreeMap<>();
        int characters = 0;
        for (Map.Entry<String, Path> listed : files.entrySet()) {
            String name = listed.getKey();
            Path file = listed.getValue();
            if (leadsOut(folder, file) || Files.isDirectory(file)) {
                // The check refuses it, for its name or as an empty file.
                texts.put(name, "");
                continue;
            }
            boolean full = characters > PackLimits.MOST_CHARACTERS_OF_ALL;
            Optional<String> text = text(name, file, full);
            characters += text.map(String::length).orElse(0);
            text.ifPresent(there -> texts.put(name, there));
        }
        return texts;
    }

    private void list(Path folder, String prefix, int depth) {
        List<Path> inner;
        try (Stream<Path> listed = Files.list(folder)) {
            inner = listed.limit(PackLimits.MOST_FILES + 1L).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path file : inner) {
            String name = file.getFileName().toString().replaceFirst("/$", "");
            if (!isPart(name) || files.size() > PackLimits.MOST_FILES) {
                continue;
            }
            boolean followed = Files.isDirectory(file)
                    && depth < PackLimits.DEEPEST_FOLDER
                    && !leadsOut(root, file)
                    && !leadsBack(folder, file);
            if (followed) {
                list(file, prefix + name + "/", depth + 1);
            } else {
                files.put(prefix + name, file);
            }
        }
    }

    /** Whether {@code inner} is a link to {@code folder}, or to one around it. */
    private static boolean leadsBack(Path folder, Path inner) {
        try {
            return Files.isSymbolicLink(inner) && folder.toRealPath().startsWith(inner.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    /** The text of {@code file}, of which nothing is read where the pack is {@code full}; empty where it was deleted meanwhile. */
    private static Optional<String> text(String name, Path file, boolean full) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UncheckedIOException(new IOException(name + " is no regular file"));
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            // A character has at most four bytes, so that what is read of a file too large is still too large.
            return Optional.of(full ? "" : PackFile.text(name, bytes.readNBytes(4 * (PackLimits.MOST_CHARACTERS + 1))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
