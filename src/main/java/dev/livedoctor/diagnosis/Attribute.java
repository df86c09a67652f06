package dev.livedoctor.diagnosis;

/**
 * Something known of the room that is no measurement.
 *
 * @param name as in the attribute catalog
 * @param text the value of a text or enum, else empty
 * @param number the value of a number, else NaN
 * @param flag the value of a flag, else false
 */
public record Attribute(String name, String text, double number, boolean flag) implements Fact {

    /** An attribute of a value as it stands in a snapshot: text, number or true/false. */
    public static Attribute of(String name, Object value) {
        if (value instanceof Boolean flag) {
            return new Attribute(name, "", Double.NaN, flag);
        }
        if (value instanceof Number number) {
            return new Attribute(name, "", number.doubleValue(), false);
        }
        return new Attribute(name, value.toString(), Double.NaN, false);
    }

    @Override
    public String subject() {
        return name;
    }
}
