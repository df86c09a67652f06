package dev.livedoctor.adapter;

import dev.livedoctor.adapter.AdaptersConfig.OneSource;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** How a topic of Kafka is read. */
final class KafkaSettings {
    private KafkaSettings() {}

    /** The settings of {@code one}; those of its file hold before ours, but for what durability rests on. */
    static Map<String, Object> of(OneSource one) {
        Map<String, Object> settings = new HashMap<>();
        // A process that is killed is missed after so long; brokers take no less.
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "2000");
        settings.put("max.poll.records", "256");
        settings.put("auto.offset.reset", "earliest");
        settings.put("metric.reporters", "");
        settings.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        one.propertiesFile().ifPresent(file -> {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new IllegalArgumentException("The file with the properties, " + file + ", cannot be read.", e);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        });
        settings.put(
                "bootstrap.servers",
                one.url()
                        .orElseThrow(() ->
                                new IllegalArgumentException("The url is missing. Maybe kafka-1:9092,kafka-2:9092?")));
        settings.put("group.id", one.group());
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        return settings;
    }
}
