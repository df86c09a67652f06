package dev.livedoctor.command;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Every platform may call. */
public final class EveryPlatform {
    static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    /** Where {@link FakeChat} is to listen. */
    static final String PORT = "test.fake-chat.port";

    private EveryPlatform() {}

    /** What is to be configured for them. */
    public static Map<String, String> settings() throws IOException {
        int port = freePort();
        String fake = "http://localhost:" + port;
        return Map.ofEntries(
                Map.entry(PORT, Integer.toString(port)),
                Map.entry("livedoctor.commands.slack.secret-file", file()),
                Map.entry("livedoctor.commands.slack.response-origins", "https://hooks.slack.com," + fake),
                Map.entry("livedoctor.commands.slack.may-mute", "UBOSS,C0PS"),
                Map.entry("livedoctor.commands.feishu.secret", SECRET),
                Map.entry("livedoctor.commands.feishu.app-id", "cli_1"),
                Map.entry("livedoctor.commands.feishu.app-secret", "app-secret"),
                Map.entry("livedoctor.commands.feishu.api", fake),
                Map.entry("livedoctor.commands.dingtalk.secret", SECRET),
                Map.entry("livedoctor.commands.discord.public-key", Signed.DISCORD_KEY),
                Map.entry("livedoctor.commands.telegram.secret", SECRET),
                Map.entry("livedoctor.commands.telegram.may-ask", "42,-1007"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String file() throws IOException {
        return Files.writeString(Path.of("target", "slack-secret"), SECRET + "\n")
                .toString();
    }
}
