package dev.livedoctor.adapter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A source of each kind, on this machine. */
public final class EverySource {
    /** Where logs of OBS lie: to be set, too. */
    public static final String LOGS = "livedoctor.adapters.sources.studio.file";

    private EverySource() {}

    /** What is to be configured for them. */
    public static Map<String, String> settings() throws IOException {
        // The port only: the test lives in another class loader than this.
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = new HashMap<>();
            settings.put(
                    "directory", Path.of("target/test-classes/adapter/mappings").toString());
            settings.put("pause", "100ms");
            settings.put("sources.prometheus.type", "prometheus");
            settings.put("sources.prometheus.url", "http://127.0.0.1:" + free.getLocalPort());
            settings.put("sources.otlp.type", "otlp");
            settings.put("sources.ivs.type", "ivs");
            settings.put("sources.obs.type", "obs");
            settings.put("sources.obs.zone", "Asia/Shanghai");
            settings.put("sources.studio.type", "obs");
            settings.put("sources.studio.room", "studio");
            settings.put("sources.studio.zone", "UTC");
            Map<String, String> properties = new HashMap<>();
            settings.forEach((name, value) -> properties.put("livedoctor.adapters." + name, value));
            return properties;
        }
    }
}
