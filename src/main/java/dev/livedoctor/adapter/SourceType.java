package dev.livedoctor.adapter;

import java.util.Locale;

/** Where measurements come from. */
public enum SourceType {
    /** A server that is asked, window by window. */
    PROMETHEUS,
    /** Metrics of OpenTelemetry, which are pushed. */
    OTLP,
    /** Events of AWS IVS, which are pushed. */
    IVS,
    /** Logs of OBS, which are followed, or pushed as a whole. */
    OBS,
    /** What YouTube says of live streams, asked again and again. */
    YOUTUBE,
    /** A topic of Kafka with snapshots, which needs no mapping. */
    KAFKA;

    /** The name of the mapping where the configuration names none. */
    String file() {
        return name().toLowerCase(Locale.ROOT) + ".yaml";
    }
}
