package dev.livedoctor.diagnosis;

/** The languages that a report speaks. */
public enum Language {
    EN,
    ZH
}
