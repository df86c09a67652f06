package dev.livedoctor.diagnosis;

/** What a rule can read and evidence can cite. */
public sealed interface Fact permits Reading, Attribute, Event, Symptom {

    /** What the fact is about: the name of the metric, attribute, event or symptom. */
    String subject();
}
