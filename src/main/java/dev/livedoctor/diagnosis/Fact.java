package dev.livedoctor.diagnosis;

/** What a rule can read and evidence can cite. */
public sealed interface Fact permits Reading, Attribute, Event, Symptom {

    /** What the fact is about: the name of the metric, attribute, event or symptom. */
    String subject();

    /** The viewers concerned; the whole room unless the fact says otherwise. */
    default Scope scope() {
        return Scope.ROOM;
    }
}
