package dev.livedoctor.cli;

import dev.livedoctor.access.ApiKey;
import dev.livedoctor.access.BadKeysException;
import dev.livedoctor.access.KeyFile;
import dev.livedoctor.access.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API keys on the command line. */
@Command(name = "keys", description = "Work on files of API keys.", mixinStandardHelpOptions = true)
final class KeysCommand {
    private static final String FILE = "FILE";
    private static final String CONFIGURED = "${sys:livedoctor.access.keys:-${env:LIVEDOCTOR_ACCESS_KEYS:-}}";
    private static final String WHICH = "the file of keys; that of livedoctor.access.keys unless given";

    private KeysCommand() {}

    static picocli.CommandLine at(CommandContext context) {
        return new picocli.CommandLine(new KeysCommand())
                .addSubcommand(new Create(context))
                .addSubcommand(new ListKeys(context))
                .addSubcommand(new Revoke(context));
    }

    /** The file that was named; where none was, the empty path stands. */
    private static Optional<KeyFile> named(@Nullable Path file) {
        return Optional.ofNullable(file)
                .filter(path -> !path.toString().isEmpty())
                .map(KeyFile::new);
    }

    private static KeyFile existing(@Nullable Path file) throws IOException {
        return named(file)
                .orElseThrow(() -> new IOException("no file of keys was named. Maybe set LIVEDOCTOR_ACCESS_KEYS?"));
    }

    @Command(
            name = "create",
            description = "Make a key, show it once, and put its hash into FILE, or show the line to put there.",
            mixinStandardHelpOptions = true)
    private static final class Create implements Callable<Integer> {
        private final CommandContext context;

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description =
                        "what its holder may do: diagnose, record, rules:read, rules:edit, rules:promote or notify; may be"
                                + " repeated")
        private List<String> roles = List.of();

        @Option(names = "--id", paramLabel = "NAME", description = "the name by which logs know it")
        private @Nullable String id;

        @Option(names = "--expires", paramLabel = "DAY", description = "when it stops to be good, as 2027-01-31")
        private @Nullable String expires;

        @Option(names = "--comment", paramLabel = "TEXT", description = "for people", defaultValue = "")
        private String comment = "";

        @Parameters(paramLabel = FILE, arity = "0..1", defaultValue = CONFIGURED, description = WHICH)
        private @Nullable Path file;

        Create(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException {
            Secret secret = Secret.generate();
            Optional<KeyFile> to = named(file);
            List<ApiKey> keys = new ArrayList<>(
                    to.isPresent() && Files.exists(to.get().path()) ? to.get().read() : List.of());
            ApiKey key = ApiKey.of(
                    Optional.ofNullable(id).orElseGet(() -> "key-" + (keys.size() + 1)),
                    secret,
                    roles,
                    Optional.ofNullable(expires),
                    comment);
            keys.add(key);
            if (to.isPresent()) {
                to.get().write(keys);
                context.err().println("Written to " + to.get().path() + ":");
            } else {
                context.err().println("Put this line into the file that livedoctor.access.keys names:");
            }
            context.err().println(KeyFile.line(key));
            context.err().println("The key itself, which nobody can show again:");
            context.out().println(secret.reveal());
            return CommandLine.FINE;
        }
    }

    @Command(name = "list", description = "Show the keys in FILE.", mixinStandardHelpOptions = true)
    private static final class ListKeys implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = FILE, arity = "0..1", defaultValue = CONFIGURED, description = WHICH)
        private @Nullable Path file;

        ListKeys(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException {
            Instant now = context.clock().instant();
            for (ApiKey key : existing(file).read()) {
                String until = key.expires()
                        .map(when -> (key.expired(now) ? "expired " : "until ") + when)
                        .orElse("for good");
                context.out()
                        .println((key.id() + "  " + String.join(",", key.roles()) + "  " + until + "  " + key.comment())
                                .strip());
            }
            return CommandLine.FINE;
        }
    }

    @Command(name = "revoke", description = "Take the key NAME out of FILE.", mixinStandardHelpOptions = true)
    private static final class Revoke implements Callable<Integer> {
        private final CommandContext context;

        @Parameters(paramLabel = "NAME", index = "0")
        private String id = "";

        @Parameters(paramLabel = FILE, index = "1", arity = "0..1", defaultValue = CONFIGURED, description = WHICH)
        private @Nullable Path file;

        Revoke(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException {
            KeyFile from = existing(file);
            List<ApiKey> keys = new ArrayList<>(from.read());
            if (!keys.removeIf(key -> key.id().equals(id))) {
                throw new BadKeysException(from.path(), "no key is called " + id + ". Maybe look with 'keys list'?");
            }
            from.write(keys);
            context.out().println(id + " is revoked. Services that read " + from.path() + " refuse it within seconds.");
            return CommandLine.FINE;
        }
    }
}
