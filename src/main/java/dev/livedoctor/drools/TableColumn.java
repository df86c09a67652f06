package dev.livedoctor.drools;

import java.util.Locale;

/** The columns of a plain table. */
enum TableColumn {
    CAUSE(Kind.CAUSE, true),
    SAYS(Kind.SIDE, true),
    WEIGHT(Kind.WEIGHT, true),
    METRIC(Kind.METRIC, true),
    LEVEL(Kind.LEVEL, true),
    SLICE(Kind.SLICE, false),
    SYMPTOM(Kind.SYMPTOM, false),
    AND_METRIC(Kind.METRIC, false),
    AND_LEVEL(Kind.LEVEL, false),
    WHY(Kind.TEXT, true);

    /** What a column holds. */
    enum Kind {
        CAUSE,
        SYMPTOM,
        METRIC,
        SIDE,
        WEIGHT,
        LEVEL,
        SLICE,
        TEXT
    }

    private final Kind kind;
    private final boolean needed;

    TableColumn(Kind kind, boolean needed) {
        this.kind = kind;
        this.needed = needed;
    }

    Kind kind() {
        return kind;
    }

    /** Whether no table goes without it. */
    boolean isNeeded() {
        return needed;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
