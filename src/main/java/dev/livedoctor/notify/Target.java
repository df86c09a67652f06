package dev.livedoctor.notify;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.Secrets;
import java.time.Instant;
import java.util.Optional;

/**
 * A target of notifications.
 *
 * @param name in the configuration
 * @param kind what it is
 * @param destination where it is
 * @param secret with which messages to it are signed
 * @param chat the Telegram chat
 * @param language of the message
 * @param filter which reports
 * @param alerts whether it is told of alerts
 * @param quiet when not
 */
record Target(
        String name,
        TargetType kind,
        Destination destination,
        Optional<String> secret,
        Optional<String> chat,
        Language language,
        TargetFilter filter,
        boolean alerts,
        Optional<QuietHours> quiet) {

    /** What of it must not be shown. */
    Secrets secrets() {
        Secrets secrets = destination.secrets();
        return secret.map(secrets::plus).orElse(secrets);
    }

    /** This target without quiet hours. */
    Target withoutQuietHours() {
        return new Target(name, kind, destination, secret, chat, language, filter, alerts, Optional.empty());
    }

    /** Whether messages are held {@code now}. */
    boolean isQuiet(Instant now) {
        return quiet.filter(hours -> hours.holds(now)).isPresent();
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return name + " (" + kind.word() + ", " + destination + ")";
    }
}
