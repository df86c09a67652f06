package dev.livedoctor.drools;

import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A sheet of cells, as it stands in a file.
 *
 * @param name of the sheet; empty where the file has but one
 * @param rows number of the row, from 1, to its cells; rows without any are left out
 */
record Sheet(String name, SortedMap<Integer, List<String>> rows) {
    static final int MOST_ROWS = 2_000;
    static final int MOST_COLUMNS = 30;
    static final int MOST_CHARACTERS = 300;

    /** Where a file is no sheet. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final int row;
        private final String maybe;

        Unreadable(int row, String message, String maybe) {
            super(message);
            this.row = row;
            this.maybe = maybe;
        }

        /** The same of the sheet {@code name}. */
        Unreadable in(String name) {
            return new Unreadable(row, "sheet " + name + ": " + getMessage(), maybe);
        }

        /** From 1; 0 where the whole file is meant. */
        int row() {
            return row;
        }

        String maybe() {
            return maybe;
        }
    }

    /** What a spreadsheet would compute, or would call another program for, when somebody opens the table in one. */
    private static final Pattern COMPUTED = Pattern.compile("\\s*(?:=.|[+@-](?![\\d\\s.-])).*", Pattern.DOTALL);

    /** Adds a row that is not empty. */
    void add(int number, List<String> cells) throws Unreadable {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        if (rows.size() == MOST_ROWS) {
            throw new Unreadable(number, "a table has at most " + MOST_ROWS + " rows", "two tables?");
        }
        if (cells.size() > MOST_COLUMNS) {
            throw new Unreadable(
                    number, "a table has at most " + MOST_COLUMNS + " columns", "only those of docs/tables.md?");
        }
        for (String cell : cells) {
            if (cell.length() > MOST_CHARACTERS) {
                throw new Unreadable(
                        number, "a cell has at most " + MOST_CHARACTERS + " characters", "the gist of it?");
            }
            if (COMPUTED.matcher(cell).matches()) {
                throw new Unreadable(number, "formulas are not allowed", "the value itself?");
            }
        }
        rows.put(number, cells.stream().map(String::strip).toList());
    }
}
