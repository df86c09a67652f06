package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets as they are written in the configuration. */
class TargetsTest {

    /** The settings below {@code livedoctor.notifications}. */
    static NotificationsConfig config(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("livedoctor.notifications." + name, value));
        return ConfigUtils.emptyConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 1_000))
                .withMapping(NotificationsConfig.class)
                .build()
                .getConfigMapping(NotificationsConfig.class);
    }

    private static List<Target> read(Map<String, String> settings) {
        return Targets.read(config(settings));
    }

    @Test
    void nothingIsConfiguredAtFirst() {
        assertEquals(List.of(), read(Map.of()));
    }

    @Test
    void aTargetNeedsATypeAndAnAddress() {
        Target ops = read(Map.of("targets.ops.type", "slack", "targets.ops.url", "https://hooks.slack.com/services/x"))
                .get(0);
        assertEquals("ops", ops.name());
        assertEquals(TargetType.SLACK, ops.kind());
        assertEquals(Language.EN, ops.language());
        assertEquals(Optional.empty(), ops.quiet());
        assertEquals(new TargetFilter(Status.WATCH, Optional.empty(), List.of(), Set.of(), Set.of()), ops.filter());
    }

    @Test
    void everythingCanBeSaid(@TempDir Path folder) throws IOException {
        Path url = Files.writeString(folder.resolve("url"), "https://open.feishu.cn/open-apis/bot/v2/hook/x\n");
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        Map<String, String> settings = new HashMap<>();
        settings.put("type", "feishu");
        settings.put("url-file", url.toString());
        settings.put("secret-file", secret.toString());
        settings.put("language", "zh");
        settings.put("status", "critical");
        settings.put("severity", "major");
        settings.put("rooms", "id-*,my-*");
        settings.put("markets", "id, my");
        settings.put("owners", "network,host");
        settings.put("quiet.hours", "22:00-8:00");
        settings.put("quiet.zone", "Asia/Jakarta");
        settings.put("quiet.critical-passes", "true");
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("targets.night-shift." + name, value));
        Target target = read(prefixed).get(0);
        assertEquals("night-shift", target.name());
        assertEquals(Optional.of("s3cret"), target.secret());
        assertEquals(Language.ZH, target.language());
        assertEquals(Optional.of(Severity.MAJOR), target.filter().severity());
        assertEquals(Set.of("ID", "MY"), target.filter().markets());
        assertEquals(Set.of(Owner.NETWORK, Owner.HOST), target.filter().owners());
        assertTrue(target.filter().rooms().get(1).matches("my-food-1"));
        assertEquals(
                Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), ZoneId.of("Asia/Jakarta"), true)),
                target.quiet());
        assertFalse(target.toString().contains("hook"), target::toString);
    }

    @Test
    void telegramIsNamedByTokenAndChat() {
        Target target = read(Map.of(
                        "targets.tg.type", "telegram",
                        "targets.tg.token", "123456:ABC-def_9",
                        "targets.tg.chat", "-100123"))
                .get(0);
        assertEquals("https://api.telegram.org/…", target.destination().toString());
        assertEquals(
                Given.target(TargetType.TELEGRAM, "https://api.telegram.org/bot123456:ABC-def_9/sendMessage", null)
                        .destination(),
                target.destination());
        assertEquals(Optional.of("-100123"), target.chat());
        assertEquals("bad …", target.secrets().redact("bad 123456:ABC-def_9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=slack                                              | url is missing",
                "type=slack;url=http://example.com/s3cret                | https",
                "type=slack;url=https://u:s3cret@example.com/            | names a user",
                "type=slack;url=https://a/x;url-file=/tmp/x              | Both url and url-file",
                "type=slack;url-file=/nowhere/at/all                     | /nowhere/at/all cannot be read",
                "type=telegram;chat=1                                    | token is missing",
                "type=telegram;token=s3cret;chat=1                       | not one of Telegram's",
                "type=telegram;token=1:s3cret                            | chat is missing",
                "type=webhook;url=https://a/x;secret=whsec_s3cret!       | not Base64",
                "type=slack;url=https://a/x;quiet.hours=22-8;quiet.zone=UTC       | Maybe 22:00-08:00",
                "type=slack;url=https://a/x;quiet.hours=22:00-25:00;quiet.zone=UTC | Maybe 22:00-08:00",
                "type=slack;url=https://a/x;quiet.hours=22:00-22:00;quiet.zone=UTC | Maybe 22:00-08:00",
                "type=slack;url=https://a/x;quiet.hours=22:00-08:00      | quiet.zone is missing",
                "type=slack;url=https://a/x;quiet.hours=22:00-08:00;quiet.zone=Jakarta | is not a time zone",
            })
    void isNoTarget(String settings, String complaint) {
        Map<String, String> target = new HashMap<>();
        for (String setting : settings.split(";")) {
            String[] pair = setting.split("=", 2);
            target.put("targets.bad." + pair[0], pair[1].strip());
        }
        BadTargetsException bad = assertThrows(BadTargetsException.class, () -> read(target));
        assertTrue(bad.getMessage().contains("livedoctor.notifications.targets.bad: "), bad.getMessage());
        assertTrue(bad.getMessage().contains(complaint), bad.getMessage());
        assertFalse(bad.getMessage().contains("s3cret"), bad.getMessage());
    }

    @Test
    void everyMistakeIsSaidAtOnce() {
        BadTargetsException bad = assertThrows(
                BadTargetsException.class,
                () -> read(Map.of("targets.one.type", "slack", "targets.two.type", "discord")));
        assertEquals(2, bad.getMessage().lines().count());
    }

    @Test
    void aNetworkMustBeOne() {
        BadTargetsException bad = assertThrows(
                BadTargetsException.class, () -> Targets.egress(config(Map.of("allowed-networks", "10.0.0.0"))));
        assertTrue(bad.getMessage().contains("allowed-networks"), bad.getMessage());
    }
}
