package dev.livedoctor.history;

import java.nio.file.Path;

/** Where the history is kept. */
public sealed interface HistoryPlace {

    /** A folder of this process alone, made when it is first needed. */
    record Folder(Path path) implements HistoryPlace {}

    /** A database on a PostgreSQL server: {@code jdbc:postgresql://host/database}. */
    record Server(String url, String username, String password) implements HistoryPlace {
        @Override
        public String toString() {
            return url;
        }
    }
}
