package dev.livedoctor.ruleset;

import java.util.regex.Matcher;
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
    private static final int LONGEST = 400;

    /** So much of a name or of a quotation is enough to find it; who may link to a file must not read it in complaints. */
    private static final int LONGEST_QUOTATION = 80;

    private static final Pattern QUOTATION = Pattern.compile("(?<quote>['\"])(?<said>.*?)\\k<quote>");
    private static final Pattern WORD = Pattern.compile("\\S{" + (LONGEST_QUOTATION + 1) + ",}");

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
    public Complaint withSubject(String name) {
        String beginning = name.substring(0, Math.min(name.length(), LONGEST_QUOTATION));
        int at = problem.indexOf(beginning);
        String said = name.length() > LONGEST_QUOTATION && at >= 0
                ? problem.substring(0, at) + cut(name, LONGEST_QUOTATION)
                : problem;
        return new Complaint(code, advice, file, line, column, said, maybe, page, shortened(name));
    }

    /** Whether it is of the kind {@code kind}. */
    boolean is(ComplaintCode kind) {
        return code.equals(kind.code());
    }

    /** Where it is, as {@code causes/uplink-lost.drl:7}. */
    String place() {
        return line == 0 ? file : file + ":" + line;
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_QUOTATION) {
            return text;
        }
        String said = QUOTATION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + cut(found.group(2), LONGEST_QUOTATION) + found.group(1)));
        return cut(
                WORD.matcher(said).replaceAll(found -> Matcher.quoteReplacement(cut(found.group(), LONGEST_QUOTATION))),
                LONGEST);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** The same complaint of another place: of the row or sentence that a rule was made of. */
    public Complaint movedTo(String otherFile, int otherLine, int otherColumn, String otherProblem) {
        return new Complaint(
                code, advice, otherFile, otherLine, otherColumn, shortened(otherProblem), maybe, page, subject);
    }

    /** The same complaint with another guess of what was meant. */
    Complaint withHint(String guess) {
        return new Complaint(code, advice, file, line, column, problem, shortened(guess), page, subject);
    }

    @Override
    public String toString() {
        String all = place() + (line == 0 || column == 0 ? "" : ":" + column) + ": " + problem
                + (maybe.isEmpty() ? "" : " Maybe " + maybe) + " [" + code + "]";
        // One line, whatever files are called: nobody writes lines of his own into a log.
        return CONTROL.matcher(all).replaceAll("\uFFFD");
    }
}
