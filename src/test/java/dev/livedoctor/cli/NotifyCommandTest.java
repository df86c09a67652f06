package dev.livedoctor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.notify.FakePlatform;
import dev.livedoctor.notify.NotificationsConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NotifyCommandTest extends Typed {
    @AutoClose
    private final FakePlatform platform = new FakePlatform();

    @Override
    NotificationsConfig notifications() {
        return ConfigUtils.emptyConfigBuilder()
                .withMapping(NotificationsConfig.class)
                .withDefaultValues(Map.of(
                        "livedoctor.notifications.targets.ops.type",
                        "webhook",
                        "livedoctor.notifications.targets.ops.url",
                        platform.url("/ops"),
                        "livedoctor.notifications.retry.first-pause",
                        "10ms"))
                .build()
                .getConfigMapping(NotificationsConfig.class);
    }

    @Test
    void tellsWhyATargetDidNotTakeTheMessage() {
        platform.script(call -> FakePlatform.answer(404, "who?"));
        assertEquals(1, run("notify", "test", "ops"));
        assertTrue(out.toString().contains("did not take the test message (attempts: "), out.toString());
        assertTrue(out.toString().contains("404: who?"), out.toString());
    }

    @Test
    void namesTheTargetsThatThereAre() {
        assertEquals(2, run("notify", "test", "nobody"));
        assertEquals("No target is called 'nobody'. Maybe ops?\n", err.toString());
    }
}
