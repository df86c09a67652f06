package dev.livedoctor.snapshot;

/** Names of attributes and metrics that mean something to the service itself, not only to the rules. */
public final class WellKnown {
    /** Attribute: the market of the room, an ISO country code. */
    public static final String MARKET = "room.market";
    /** Attribute: the time zone of the room, an IANA name. */
    public static final String TIMEZONE = "room.timezone";
    /** Attribute: the category of what the room sells. */
    public static final String CATEGORY = "room.category";
    /** Metric: viewers at once. */
    public static final String VIEWERS = "audience.viewers";

    /** Metric: how often the encoder came back in the window. */
    public static final String RECONNECTS = "ingest.reconnects";

    private WellKnown() {}
}
