package dev.livedoctor.diagnosis;

/** What a rule can read and evidence can cite. */
public sealed interface Fact permits Reading, Attribute, Event, Symptom {}
