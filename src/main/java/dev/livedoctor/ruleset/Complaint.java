package dev.livedoctor.ruleset;

/**
 * Why a rule pack is refused: what is wrong, where, and what was perhaps meant.
 *
 * @param file path within the pack
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole line is meant
 * @param problem one sentence
 * @param maybe what was perhaps meant, or what to write instead; empty where nobody knows
 */
public record Complaint(String file, int line, int column, String problem, String maybe) {

    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + (column == 0 ? "" : ":" + column);
        return place + ": " + problem + (maybe.isEmpty() ? "" : " Maybe " + maybe);
    }
}
