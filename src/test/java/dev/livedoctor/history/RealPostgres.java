package dev.livedoctor.history;

import dev.livedoctor.Folders;
import dev.livedoctor.Servers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of Debian's package, with a folder and a port of its own. */
public final class RealPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path folder;
    private final int port;

    private RealPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Whether there is one. */
    public static boolean isInstalled() throws IOException {
        return Servers.isInstalled(
                "PostgreSQL", Files.isDirectory(VERSIONS) && !programs().isEmpty());
    }

    private static List<Path> programs() throws IOException {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .toList();
        }
    }

    public static RealPostgres start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path folder = Files.createTempDirectory("livedoctor-postgres");
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        RealPostgres server = new RealPostgres(folder, port);
        server.program("initdb", "-D", server.data(), "-U", "livedoctor", "-A", "trust", "-E", "UTF8", "--no-sync");
        server.control("start");
        return server;
    }

    HistoryPlace place() {
        return new HistoryPlace.Server(url(), "livedoctor", "");
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Has {@code pg_ctl} do something. */
    public void control(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                        // The machine does not go down with it: nothing waits for the disk.
                        + " -c fsync=off -c full_page_writes=off"));
        all.addAll(List.of(arguments));
        program("pg_ctl", all.toArray(String[]::new));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** The server refuses to run as root. */
    private void program(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        List<Path> programs = programs();
        command.add(programs.get(programs.size() - 1).resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        control("stop", "-m", "immediate");
        Folders.delete(folder);
    }
}
