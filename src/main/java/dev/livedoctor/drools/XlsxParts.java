package dev.livedoctor.drools;

import dev.livedoctor.drools.Sheet.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks at the parts of an Excel workbook before one of them is understood. What could compute, reach out, hide or swell is refused by
 * name.
 */
final class XlsxParts {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_INFLATED = 16 << 20;
    private static final int MOST_PARTS = 100;
    private static final Pattern ACTIVE = Pattern.compile(
            "(?i).*(?:vba|macro|externalLink|embedding|activeX|ctrlProps|dialogsheet|connections|queryTable|pivot).*");

    private static final Pattern ODD_NAME = Pattern.compile("/.*|.*[\\\\:].*|(?:.*/)?\\.\\.(?:/.*)?");
    private static final Pattern OUTSIDE = Pattern.compile("(?i)TargetMode\\s*=\\s*[\"']External[\"']");
    private static final Pattern TARGET = Pattern.compile("(?i)\\bTarget\\s*=\\s*[\"']([^\"']{0,100})");
    private static final Pattern HIDDEN =
            Pattern.compile("(?i)<(?:\\w+:)?sheet\\s[^>]*state\\s*=\\s*[\"'](?:very)?hidden[\"'][^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname\\s*=\\s*[\"']([^\"']{0,100})");
    private static final Pattern OPENS_ITSELF =
            Pattern.compile("(?i)<(?:\\w+:)?definedName\\s[^>]*Auto_(?:Open|Close|Activate)");
    private static final Pattern DDE = Pattern.compile("(?i)<(?:\\w+:)?(?:ddeLink|oleLink|oleObject)\\b");

    private XlsxParts() {}

    /** Refuses the workbook {@code bytes} where one of its parts is not to be read at all. */
    static void check(byte[] bytes) throws Unreadable {
        if (bytes.length > MOST_BYTES) {
            throw new Unreadable(0, "a workbook has at most " + MOST_BYTES + " bytes", "two tables?");
        }
        Set<String> names = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            long left = MOST_INFLATED;
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                checkName(part.getName(), names);
                byte[] content = inflated(zip, left);
                left -= content.length;
                if (part.getName().endsWith(".rels") || part.getName().endsWith(".xml")) {
                    checkText(part.getName(), new String(content, StandardCharsets.UTF_8).replace("\0", ""));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable(0, "it cannot be read as a workbook", "it was saved in another format?");
        }
        if (names.isEmpty()) {
            throw new Unreadable(0, "it is no workbook", "it was saved as .xls, or with a password?");
        }
    }

    private static void checkName(String name, Set<String> names) throws Unreadable {
        if (ACTIVE.matcher(name).matches()) {
            throw new Unreadable(
                    0, "macros, links to other files and embedded objects are not allowed", "it without " + name + "?");
        }
        if (ODD_NAME.matcher(name).matches() || !names.add(name.toLowerCase(Locale.ROOT))) {
            throw new Unreadable(
                    0,
                    "the part " + name + " stands twice in it, or outside of it",
                    "the workbook saved by a spreadsheet program?");
        }
        if (names.size() > MOST_PARTS) {
            throw new Unreadable(0, "it has more than " + MOST_PARTS + " parts", "a workbook of cells only?");
        }
    }

    private static byte[] inflated(ZipInputStream zip, long most) throws IOException, Unreadable {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        for (int read = zip.read(buffer); read > 0; read = zip.read(buffer)) {
            if (all.size() + read > most) {
                throw new Unreadable(
                        0, "it inflates to more than " + MOST_INFLATED + " bytes", "a workbook of cells only?");
            }
            all.write(buffer, 0, read);
        }
        return all.toByteArray();
    }

    private static void checkText(String part, String text) throws Unreadable {
        Matcher outside = OUTSIDE.matcher(text);
        if (part.endsWith(".rels") && outside.find()) {
            Matcher target = TARGET.matcher(text.substring(text.lastIndexOf('<', outside.start())));
            throw new Unreadable(
                    0,
                    "links out of the workbook are not allowed, and " + part + " has one"
                            + (target.find() ? " to " + target.group(1) : ""),
                    "the text without its hyperlink?");
        }
        if (DDE.matcher(text).find() || part.contains("ontent_Types") && text.contains("macroEnabled")) {
            throw new Unreadable(
                    0,
                    "macros, links to other files and embedded objects are not allowed",
                    "it without what " + part + " says of them?");
        }
        if (part.endsWith("workbook.xml")) {
            Matcher hidden = HIDDEN.matcher(text);
            if (hidden.find()) {
                Matcher name = NAME.matcher(hidden.group());
                throw new Unreadable(
                        0,
                        "the sheet " + (name.find() ? name.group(1) + " " : "")
                                + "is hidden, and nobody sees its rules",
                        "it shown, or deleted?");
            }
            if (OPENS_ITSELF.matcher(text).find()) {
                throw new Unreadable(0, "a name in it runs when it is opened", "it without names?");
            }
        }
    }
}
