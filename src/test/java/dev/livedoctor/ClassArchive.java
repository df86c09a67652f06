package dev.livedoctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of the packaged jar as the JVM has them in memory (class data sharing), for tests that start it again and again: from there
 * it starts sooner. The JVM shares only what its own loader loads, so that the same jars are its class path.
 */
final class ClassArchive {
    private static final Path APPLICATION = Path.of("target/quarkus-app").toAbsolutePath();
    private static final Path ARCHIVE = APPLICATION.resolve("classes.jsa");
    private static final Path LOCK = APPLICATION.resolve("classes.lock");

    private ClassArchive() {}

    /** What starts the service from the archive, which is made first where there is none of this build: by one of the processes that run tests. */
    static synchronized List<String> arguments() throws IOException {
        List<String> main = List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classPath(),
                "dev.livedoctor.Main");
        try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (!Files.exists(ARCHIVE) || isOlder(ARCHIVE, APPLICATION.resolve("quarkus-run.jar"))) {
                make(main);
            }
        }
        return Stream.concat(Stream.of("-XX:SharedArchiveFile=" + ARCHIVE), main.stream())
                .toList();
    }

    private static boolean isOlder(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) < 0;
    }

    private static void make(List<String> main) throws IOException {
        Path home = Files.createTempDirectory("livedoctor-classes");
        Path made = home.resolve("classes.jsa");
        try (PackagedService service = PackagedService.start(
                home,
                Stream.concat(Stream.of("-XX:ArchiveClassesAtExit=" + made), main.stream())
                        .toList())) {
            service.post("/rooms/room/snapshots", "application/json", """
                    {"window": {"start": "2026-11-22T12:00:00Z", "end": "2026-11-22T12:00:10Z"}, "metrics": {"audience.viewers": 1}}""");
            service.terminate();
            service.exitCode(Duration.ofMinutes(3));
            Files.move(made, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Folders.delete(home);
        }
    }

    /** What the build has changed comes before what it was made of. */
    private static String classPath() throws IOException {
        StringBuilder path = new StringBuilder();
        for (String folder : List.of("quarkus", "app", "lib/boot", "lib/main")) {
            try (Stream<Path> jars = Files.list(APPLICATION.resolve(folder))) {
                path.append(jars.map(Path::toString)
                        .filter(name -> name.endsWith(".jar"))
                        .sorted()
                        .collect(Collectors.joining(":", "", ":")));
            }
        }
        return path.toString();
    }
}
