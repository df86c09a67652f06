package dev.livedoctor.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Two targets on this machine, told of the rooms of one test alone. */
public final class EveryTarget {
    private EveryTarget() {}

    /** What is to be configured for them. */
    public static Map<String, String> settings() throws IOException {
        // The port only: the test lives in another class loader than this.
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + free.getLocalPort();
            String rooms = "id-beauty-07,muted-*,stalls-*";
            Map<String, String> settings = new HashMap<>();
            settings.put("targets.events.type", "webhook");
            settings.put("targets.events.url", url + "/events/s3cret-of-the-path");
            settings.put("targets.events.secret", "s3cret-to-sign");
            settings.put("targets.events.rooms", rooms);
            settings.put("targets.feishu.type", "feishu");
            settings.put("targets.feishu.url", url + "/feishu");
            settings.put("targets.feishu.language", "zh");
            settings.put("targets.feishu.markets", "ID");
            settings.put("targets.feishu.rooms", rooms);
            settings.put("retry.first-pause", "10ms");
            Map<String, String> properties = new HashMap<>();
            settings.forEach((name, value) -> properties.put("livedoctor.notifications." + name, value));
            return properties;
        }
    }
}
