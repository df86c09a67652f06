package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be used as it is configured is said at the start. */
class AdaptersStartTest {

    private static Adapters adapters(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = ConfigUtils.emptyConfigBuilder().withMapping(AdaptersConfig.class);
        settings.forEach((name, value) -> builder.withDefaultValue("livedoctor.adapters." + name, value));
        return new Adapters(
                builder.build().getConfigMapping(AdaptersConfig.class), null, () -> Mappings.PACK, Clock.systemUTC());
    }

    private static String refusal(Map<String, String> settings) {
        return assertThrows(BadAdaptersException.class, () -> adapters(settings))
                .getMessage();
    }

    @Test
    void whereNothingIsConfiguredThereIsNothing() {
        try (Adapters none = adapters(Map.of())) {
            none.begin();
            assertEquals(List.of(), none.states());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prometheus | url | '' | The url is missing. Maybe http://localhost:9090?",
                "prometheus | url | http://prometheus:9090 | Plain http goes to this machine only.",
                "prometheus | url | https://a.example/?q=1 | The url has a query.",
                "prometheus | url | ftp://a.example/ | The address is not a URL with a host.",
                "youtube | token-file | /nowhere/token | token-file /nowhere/token cannot be read: NoSuchFileException",
                "youtube | token-file | /dev/null | token-file /dev/null is empty.",
                "obs | zone | Mars | is not a time zone. Maybe Asia/Shanghai?",
                "obs | file | /var/log/obs | The room of the log is missing.",
                "kafka | group | a | The url is missing. Maybe kafka-1:9092,kafka-2:9092?",
                "otlp | mapping | none.yaml | none.yaml: there is no such mapping."
            })
    void mistakesAreSaid(String type, String setting, String value, String refusal) {
        String said = refusal(Map.of("sources.mine.type", type, "sources.mine." + setting, value));
        assertTrue(said.startsWith("livedoctor.adapters.sources.mine: "), said);
        assertTrue(said.contains(refusal), said);
    }

    @Test
    void oneAddressHasOneSource() {
        String said = refusal(Map.of("sources.a.type", "otlp", "sources.b.type", "otlp"));
        assertTrue(said.startsWith("livedoctor.adapters.sources.b: There is one of this type already"), said);
    }

    @Test
    void aBadMappingFailsItsSourceAndNoStart(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("ivs.yaml"), "events:\n  Stream End: {metrics: {ingest.conected: 0}}\n");
        try (Adapters adapters = adapters(Map.of("directory", folder.toString(), "sources.ivs.type", "ivs"))) {
            SourceState state = adapters.states().get(0);
            assertEquals("FAILING", state.state());
            assertEquals(
                    "The mapping is wrong: ivs.yaml:2:26: ingest.conected is declared nowhere. Maybe ingest.connected?"
                            + " [unknown-name]",
                    state.failure());
            IvsSource source = adapters.ivs().orElseThrow();
            assertThrows(SourceUnavailableException.class, () -> source.take(List.of()));
            Files.writeString(folder.resolve("ivs.yaml"), "events:\n  Stream End: {metrics: {ingest.connected: 0}}\n");
            source.take(List.of());
            assertEquals("WAITING", adapters.states().get(0).state());
        }
    }
}
