package dev.livedoctor.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file from which keys are read, at start and again while the service runs. */
interface KeySource {

    /** Where it is. */
    Path path();

    /**
     * The keys that hold now.
     *
     * @throws BadKeysException where the file says something else
     */
    List<ApiKey> read() throws IOException;
}
