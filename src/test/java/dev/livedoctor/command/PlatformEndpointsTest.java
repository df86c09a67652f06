package dev.livedoctor.command;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.access.RefusedStartException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformEndpointsTest {
    @TempDir
    private Path folder;

    private static void refused(String sentence, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("livedoctor.commands." + name, value));
        CommandsConfig config = ConfigUtils.emptyConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 1_000))
                .withMapping(CommandsConfig.class)
                .build()
                .getConfigMapping(CommandsConfig.class);
        RefusedStartException e = assertThrows(
                RefusedStartException.class,
                () -> new PlatformEndpoints(config, new CommandMetrics(new SimpleMeterRegistry()), Clock.systemUTC()));
        assertTrue(e.getMessage().contains(sentence), e::getMessage);
    }

    @Test
    void namesTheSettingThatCannotBe() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        refused("livedoctor.commands.slack.secret-file", Map.of("slack.secret-file", "/nowhere"));
        refused("secret-file " + empty + " is empty", Map.of("slack.secret-file", empty.toString()));
        refused("Both livedoctor.commands.slack.secret", Map.of("slack.secret", "x", "slack.secret-file", "/nowhere"));
        refused("livedoctor.commands.feishu.app-id is missing", Map.of("feishu.secret", "x"));
        refused("livedoctor.commands.discord.public-key", Map.of("discord.public-key", "zz"));
    }
}
