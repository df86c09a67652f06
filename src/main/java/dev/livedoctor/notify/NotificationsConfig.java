package dev.livedoctor.notify;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Status;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Targets of notifications, and how they are told. */
@ConfigMapping(prefix = "livedoctor.notifications")
public interface NotificationsConfig {

    /** The folder of the outbox, which must outlive the process. */
    @WithDefault("${HOME:${user.home}}/.livedoctor")
    Path directory();

    /** The targets, by name. */
    Map<String, OneTarget> targets();

    /** Private networks that may be called, such as 10.1.0.0/16. */
    Optional<List<String>> allowedNetworks();

    /** How long an answer is awaited. */
    @WithDefault("10s")
    Duration timeout();

    /** What happens when a message is not taken. */
    Retry retry();

    /** How much the outbox holds before it takes nothing more. */
    @WithDefault("1G")
    MemorySize outboxLimit();

    /** How many messages that were given up are kept; the oldest go first. */
    @WithDefault("10000")
    int deadLetters();

    /** What happens when a message is not taken. */
    interface Retry {
        /** The pause after the first failure; it doubles with each one after. */
        @WithDefault("1s")
        Duration firstPause();

        /** The longest pause. */
        @WithDefault("5m")
        Duration longestPause();

        /** After as many attempts a message is given up. */
        @WithDefault("16")
        int attempts();
    }

    /** A target. */
    interface OneTarget {
        /** What it is. */
        TargetType type();

        /** The address of the webhook, which is a secret with most platforms. */
        Optional<String> url();

        /** A file with the address. */
        Optional<Path> urlFile();

        /** With which messages are signed: of Feishu, DingTalk and generic webhooks. */
        Optional<String> secret();

        /** A file with the secret. */
        Optional<Path> secretFile();

        /** The token of a Telegram bot. */
        Optional<String> token();

        /** A file with the token. */
        Optional<Path> tokenFile();

        /** The id of the Telegram chat. */
        Optional<String> chat();

        /** The language of messages. */
        @WithDefault("en")
        Language language();

        /** The best status that is told. */
        @WithDefault("WATCH")
        Status status();

        /** The least severity that one of the symptoms must have. */
        Optional<Severity> severity();

        /** Names of rooms, with * and ?. */
        Optional<List<String>> rooms();

        /** Markets of rooms: the attribute room.market. */
        Optional<List<String>> markets();

        /** Owners of the first action. */
        Optional<Set<Owner>> owners();

        /** Whether it is told of alerts. */
        @WithDefault("true")
        boolean alerts();

        /** When it wants to be left alone. */
        Quiet quiet();
    }

    /** When messages are held back. */
    interface Quiet {
        /** From when to when, such as 22:00-08:00. */
        Optional<String> hours();

        /** The time zone of these hours, such as Asia/Jakarta. */
        Optional<String> zone();

        /** Whether critical reports are told all the same. */
        @WithDefault("false")
        boolean criticalPasses();
    }
}
