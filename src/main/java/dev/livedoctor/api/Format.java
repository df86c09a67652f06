package dev.livedoctor.api;

/** The forms that a report takes. */
public enum Format {
    JSON,
    TEXT,
    MARKDOWN
}
