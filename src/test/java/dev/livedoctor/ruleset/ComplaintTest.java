package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is said of files whose names and values others chose. */
class ComplaintTest {
    @Test
    void isOneLineWhateverAFileIsCalled() {
        Complaint complaint = Complaint.of(
                ComplaintCode.UNKNOWN_FILE,
                "causes/x\n2026-11-22 INFO all is well\u2028\u001b[2J.drl",
                1,
                0,
                "no file\r\nhas such a name.",
                "another\u0085name?");

        assertEquals(1, complaint.toString().lines().count());
        assertTrue(complaint.toString().chars().noneMatch(Character::isISOControl), complaint::toString);
    }

    @Test
    void quotesNoMoreThanAnybodyReads() {
        String huge = "x".repeat(79) + "😀".repeat(1_000_000);

        Complaint complaint = Complaint.of(ComplaintCode.WRONG_TYPE, "pack.yaml", 1, 0, huge, huge);

        assertTrue(complaint.toString().length() < 300);
        assertTrue(complaint.problem().endsWith("x…"), "no half of a character stands before the end");
    }

    /** Who may link to a file of somebody else must not read it in complaints. */
    @Test
    void quotesNoMoreThanTellsWhatIsMeant() {
        String line = "what somebody else wrote ".repeat(50);

        Complaint quoted = Complaint.of(
                ComplaintCode.WRONG_TYPE, "pack.yaml", 1, 0, "not '" + line + "' here.", "\"" + line + "\"?");
        Complaint named = Complaint.of(ComplaintCode.UNKNOWN_NAME, "pack.yaml", 1, 0, line + " is nowhere.", "x?")
                .withSubject(line);

        assertEquals("not '" + line.substring(0, 80) + "…' here.", quoted.problem());
        assertEquals("\"" + line.substring(0, 80) + "…\"?", quoted.maybe());
        assertTrue(named.problem().length() < 100, named::problem);
    }

    @Test
    void quotesNoMoreOfAnotherPlace() {
        String huge = "x".repeat(1_000);

        Complaint moved = Complaint.of(ComplaintCode.UNKNOWN_NAME, "metrics.yaml", 1, 0, "x is nowhere.", "")
                .movedTo("causes/x.drl", 7, 0, huge + " is nowhere.")
                .withHint(huge + "?");

        assertEquals(
                "causes/x.drl:7: " + "x".repeat(80) + "… is nowhere. Maybe " + "x".repeat(80) + "… [unknown-name]",
                moved.toString());
    }
}
