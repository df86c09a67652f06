package dev.livedoctor.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where measurements come from. Addresses, keys and files stand here and never in a mapping, which others may edit. */
@ConfigMapping(prefix = "livedoctor.adapters")
public interface AdaptersConfig {

    /** The folder of the mappings; without it, those that are shipped. */
    Optional<Path> directory();

    /** The sources, by name. */
    Map<String, OneSource> sources();

    /** Private networks that may be called, such as 10.1.0.0/16. */
    Optional<List<String>> allowedNetworks();

    /** How long an answer is awaited. */
    @WithDefault("10s")
    Duration timeout();

    /** How often what changes a status is looked for, at most: mappings, and windows that are due. */
    @WithDefault("1s")
    Duration pause();

    /** A source of measurements. */
    interface OneSource {
        /** What it is. */
        SourceType type();

        /** The mapping's file within the folder; without it, the type with {@code .yaml}. */
        Optional<String> mapping();

        /** The address of the server that is asked. */
        Optional<String> url();

        /** The user name, if the server wants one and a password; the token is the password then. */
        Optional<String> username();

        /** What the server wants to see. */
        Optional<String> token();

        /** A file with the token. */
        Optional<Path> tokenFile();

        /** The log of OBS that is followed, or the folder of its logs. */
        Optional<Path> file();

        /** The room of the log that is followed. */
        Optional<String> room();

        /** The time zone in which OBS runs; without it, that of this machine. */
        Optional<String> zone();

        /** The topic of Kafka with the snapshots. */
        @WithDefault("livedoctor.snapshots")
        String topic();

        /** The topic that gets what is no snapshot; without it, {@code dead-letter-topic-} and the topic. */
        Optional<String> deadLetterTopic();

        /** What the processes are called together that share it. */
        @WithDefault("livedoctor")
        String group();

        /** A file with further settings of a consumer of Kafka: who we are, whom we trust. */
        Optional<Path> propertiesFile();

        /** How many rooms it may have. */
        @WithDefault("1000")
        int rooms();
    }
}
