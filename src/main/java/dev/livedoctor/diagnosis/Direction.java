package dev.livedoctor.diagnosis;

/** On which side of its bound a value lies. */
public enum Direction {
    ABOVE,
    BELOW
}
