package dev.livedoctor.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the history is kept. */
public sealed interface HistoryPlace {

    /** A folder of this process alone, made when it is first needed. */
    record Folder(Path path) implements HistoryPlace {
        /** Whether anything was ever recorded there. */
        public boolean isUsed() {
            return Files.exists(path.resolve(SqliteFolder.FILE));
        }
    }

    /** A database on a PostgreSQL server: {@code jdbc:postgresql://host/database}. */
    record Server(String url, String username, String password) implements HistoryPlace {
        private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/@?]+/[^/@?]+)(?:\\?[^@]*)?");

        /** Refuses addresses with a password in them, which would be told wherever the address is. */
        public Server {
            if (!URL.matcher(url).matches()) {
                throw new IllegalArgumentException(
                        "livedoctor.history.url is not a PostgreSQL URL. Maybe jdbc:postgresql://host/database, with .username and .password?");
            }
        }

        @Override
        public String toString() {
            return URL.matcher(url).replaceFirst("$1");
        }
    }
}
