package dev.livedoctor;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile.TestResourceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folders of a service, each told by a setting of its own: made before it starts, deleted after it has ended. */
public class ServiceFolders implements QuarkusTestResourceLifecycleManager {
    private Set<String> settings = Set.of();
    private Path home;

    /** What a profile names among its resources to have a new folder for each of {@code settings}. */
    public static TestResourceEntry each(String... settings) {
        return entry(ServiceFolders.class, settings);
    }

    protected static TestResourceEntry entry(Class<? extends ServiceFolders> type, String... settings) {
        return new TestResourceEntry(
                type, Stream.of(settings).collect(Collectors.toMap(Function.identity(), setting -> "")));
    }

    @Override
    public void init(Map<String, String> settings) {
        this.settings = Set.copyOf(settings.keySet());
    }

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory("livedoctor-service");
            for (String setting : settings) {
                Files.createDirectory(home.resolve(setting));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.stream()
                .collect(Collectors.toMap(
                        Function.identity(), setting -> home.resolve(setting).toString()));
    }

    @Override
    public void stop() {
        try {
            Folders.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
