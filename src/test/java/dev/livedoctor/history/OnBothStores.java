package dev.livedoctor.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of each place that a history may lie in: a folder, and a real PostgreSQL where one is installed. */
abstract class OnBothStores {
    private static RealPostgres server;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RealPostgres.isInstalled() ? RealPostgres.start() : null;
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    static List<HistoryPlace> places() {
        List<HistoryPlace> places = new ArrayList<>();
        places.add(new HistoryPlace.Folder(folder.resolve(UUID.randomUUID().toString())));
        if (server != null) {
            places.add(server.place());
        }
        return places;
    }
}
