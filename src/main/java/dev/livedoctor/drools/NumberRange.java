package dev.livedoctor.drools;

/** The numbers between two ends, each of which belongs to them or not. */
record NumberRange(double from, boolean withFrom, double to, boolean withTo) {

    /** Those that compare with {@code number} as {@code operator} says. */
    NumberRange with(Rule.Operator operator, double number) {
        return switch (operator) {
            case EQUAL -> above(number, true).below(number, true);
            case LESS -> below(number, false);
            case AT_MOST -> below(number, true);
            case GREATER -> above(number, false);
            case AT_LEAST -> above(number, true);
            case UNEQUAL, CONTAINS -> this;
        };
    }

    private NumberRange above(double number, boolean with) {
        return number > from || number == from && !with ? new NumberRange(number, with, to, withTo) : this;
    }

    private NumberRange below(double number, boolean with) {
        return number < to || number == to && !with ? new NumberRange(from, withFrom, number, with) : this;
    }

    boolean isEmpty() {
        return from > to || from == to && !(withFrom && withTo);
    }

    /** Whether {@code number} is none of them, and neither end. */
    boolean isBeside(double number) {
        return number < from || number > to;
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
