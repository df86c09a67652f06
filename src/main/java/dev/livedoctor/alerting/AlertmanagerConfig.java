package dev.livedoctor.alerting;

import dev.livedoctor.diagnosis.Language;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Alertmanager that is kept up to date. */
@ConfigMapping(prefix = "livedoctor.alertmanager")
public interface AlertmanagerConfig {

    /** Where it is, without {@code /api/v2/alerts}; https, or this machine. */
    Optional<String> url();

    /** What is sent as {@code Authorization}. */
    Optional<String> authorization();

    /** A file with it. */
    Optional<Path> authorizationFile();

    /** Private networks that may be called, such as 10.1.0.0/16. */
    Optional<List<String>> allowedNetworks();

    /** The language of the annotations. */
    @WithDefault("en")
    Language language();

    /** Where an alert leads: {@code {id}} is the alert, {@code {room}} its room. */
    @WithDefault("http://${quarkus.http.host:localhost}:${quarkus.http.port:8080}/alerts/{id}")
    String link();

    /** How often what is open is sent again. */
    @WithDefault("30s")
    Duration resend();

    /** When an alert that is not sent again counts as resolved there. */
    @WithDefault("3m")
    Duration resolveAfter();

    /** How long an answer is awaited. */
    @WithDefault("10s")
    Duration timeout();
}
