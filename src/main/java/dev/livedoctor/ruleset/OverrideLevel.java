package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.ruleset.Thresholds.Exactly;
import dev.livedoctor.ruleset.Thresholds.OneOf;
import dev.livedoctor.snapshot.WellKnown;
import java.util.Collection;
import java.util.List;

/** Whom a layer of thresholds may be for, the most specific first. One of these outweighs all that come after it together. */
public enum OverrideLevel {
    ROOM("room"),
    TENANT("room.tenant"),
    CATEGORY(WellKnown.CATEGORY),
    MARKET(WellKnown.MARKET),
    TRANSPORT("stream.transport");

    /** The name of the room itself, which every snapshot has and which is no attribute. */
    static final String ROOM_NAME = "room";

    private final String attribute;

    OverrideLevel(String attribute) {
        this.attribute = attribute;
    }

    /** What of a snapshot says it. */
    public String attribute() {
        return attribute;
    }

    /** The name in override files and in queries. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private int weight() {
        return 1 << (values().length - 1 - ordinal());
    }

    /** That {@code name} is one of {@code values}: the ids of rooms and tenants to the letter, all others by their words, too. */
    static Condition condition(String name, List<YamlValue> values) {
        return name.equals(ROOM.attribute) || name.equals(TENANT.attribute)
                ? new Exactly(name, values.stream().<Object>map(YamlValue::text).toList())
                : new OneOf(name, values.stream().map(YamlValue::scalar).toList());
    }

    /** How specific a layer under {@code conditions} is: the more, the earlier it is asked. What is no level counts nothing. */
    static int specificity(Collection<Condition> conditions) {
        int specificity = 0;
        for (OverrideLevel level : values()) {
            if (conditions.stream().anyMatch(condition -> condition.name().equals(level.attribute))) {
                specificity += level.weight();
            }
        }
        return specificity;
    }
}
