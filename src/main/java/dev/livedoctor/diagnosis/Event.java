package dev.livedoctor.diagnosis;

/**
 * Something that happened, as rules see it.
 *
 * @param type a dotted name such as {@code release.deployed}
 * @param minutesAgo minutes before the end of the window; negative for what is announced
 */
public record Event(String type, double minutesAgo) implements Fact {

    @Override
    public String subject() {
        return type;
    }
}
