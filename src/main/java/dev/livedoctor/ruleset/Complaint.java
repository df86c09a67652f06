package dev.livedoctor.ruleset;

import java.util.regex.Pattern;

/**
 * Why a rule pack is refused, or might be better: what is wrong, where, and what was perhaps meant.
 *
 * @param code kind of complaint, in kebab-case
 * @param advice whether the pack may go live with it
 * @param file path within the pack
 * @param line from 1; 0 where the file is missing
 * @param column from 1; 0 where the whole line is meant
 * @param problem one sentence
 * @param maybe what was perhaps meant, or what to write instead; empty where nobody knows
 * @param page where the documentation says more
 * @param subject the name, key or word that is wrong or missing; empty where it is none of these
 */
public record Complaint(
        String code,
        boolean advice,
        String file,
        int line,
        int column,
        String problem,
        String maybe,
        String page,
        String subject) {
    /** Nobody reads more; what is quoted may be as long as a file. */
    private static final int LONGEST = 1_000;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** A complaint of the kind {@code code}. */
    public static Complaint of(ComplaintCode code, String file, int line, int column, String problem, String maybe) {
        return new Complaint(
                code.code(),
                code.isAdvice(),
                file,
                line,
                column,
                shortened(problem),
                shortened(maybe),
                code.page(),
                "");
    }

    /** The same complaint, of {@code name}: complaints of one name may have one reason. */
    public Complaint about(String name) {
        return new Complaint(code, advice, file, line, column, problem, maybe, page, shortened(name));
    }

    /** Whether it is of the kind {@code kind}. */
    boolean is(ComplaintCode kind) {
        return code.equals(kind.code());
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }

    /** The same complaint of another place: of the row or sentence that a rule was made of. */
    public Complaint at(String otherFile, int otherLine, int otherColumn, String otherProblem) {
        return new Complaint(code, advice, otherFile, otherLine, otherColumn, otherProblem, maybe, page, subject);
    }

    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + (column == 0 ? "" : ":" + column);
        String all = place + ": " + problem + (maybe.isEmpty() ? "" : " Maybe " + maybe) + " [" + code + "]";
        // One line, whatever files are called: nobody writes lines of his own into a log.
        return CONTROL.matcher(all).replaceAll("\uFFFD");
    }
}
