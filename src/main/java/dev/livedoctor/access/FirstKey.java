package dev.livedoctor.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The key of an operator who has configured nothing: it stands in a file that only they may read, and is good for
 * everything.
 *
 * @param directory the folder of the file
 */
record FirstKey(Path directory) implements KeySource {
    private static final Pattern FORM = Pattern.compile(Secret.PREFIX + "[A-Za-z0-9_-]{43}");
    /** What Java takes for the home of a user who has none. */
    private static final String NO_HOME = "?";

    @Override
    public Path path() {
        return directory.resolve("first-key");
    }

    /**
     * Makes the key unless it is there.
     *
     * @return whether it was made now
     */
    boolean make() throws IOException {
        if (directory.startsWith(NO_HOME)) {
            throw new NoSuchFileException(directory.toString(), null, "the user has no home");
        }
        if (Files.exists(path())) {
            return false;
        }
        OwnerOnlyFile file = new OwnerOnlyFile(path());
        file.makeFolder();
        file.replace((Secret.generate().reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    @Override
    public List<ApiKey> read() throws IOException {
        if (new OwnerOnlyFile(path()).open()) {
            throw new BadKeysException(path(), "others may read it, so it is not secret. Maybe delete it?");
        }
        String text = Files.readString(path()).strip();
        if (!FORM.matcher(text).matches()) {
            throw new BadKeysException(path(), "holds no key. Maybe delete it?");
        }
        return List.of(new ApiKey(
                "first-key",
                Secret.of(text).hash(),
                Collections.unmodifiableSortedSet(new TreeSet<>(Roles.ALL)),
                Optional.empty(),
                ""));
    }
}
