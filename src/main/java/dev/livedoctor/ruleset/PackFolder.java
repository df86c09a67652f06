package dev.livedoctor.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
    private final SortedMap<String, String> files = new TreeMap<>();
    private int characters;

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
     * Path within {@code folder} to text; what leads out of it is without text.
     *
     * @throws UncheckedIOException where the folder cannot be read
     */
    static SortedMap<String, String> read(Path folder) {
        PackFolder reader = new PackFolder(folder);
        if (Files.isDirectory(folder)) {
            reader.read(folder, "", 1);
        }
        return reader.files;
    }

    private void read(Path folder, String prefix, int depth) {
        List<Path> inner;
        try (Stream<Path> listed = Files.list(folder)) {
            inner = listed.limit(PackLimits.MOST_FILES).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path file : inner) {
            String name = file.getFileName().toString().replaceFirst("/$", "");
            if (!isPart(name) || files.size() > PackLimits.MOST_FILES) {
                continue;
            }
            if (leadsOut(root, file)) {
                files.put(prefix + name, "");
            } else if (Files.isDirectory(file)) {
                if (depth < PackLimits.DEEPEST_FOLDER && !leadsBack(folder, file)) {
                    read(file, prefix + name + "/", depth + 1);
                } else {
                    // No file has such a name, which is complained of.
                    files.put(prefix + name, "");
                }
            } else {
                add(prefix + name, file);
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

    private void add(String name, Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UncheckedIOException(new IOException(name + " is no regular file"));
        }
        boolean full = characters > PackLimits.MOST_CHARACTERS_OF_ALL;
        try (InputStream bytes = Files.newInputStream(file)) {
            // A character has at most four bytes, so that what is read of a file too large is still too large.
            String text = full ? "" : PackFile.text(name, bytes.readNBytes(4 * (PackLimits.MOST_CHARACTERS + 1)));
            characters += text.length();
            files.put(name, text);
        } catch (NoSuchFileException e) {
            // It was deleted since the folder was listed.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
