package dev.livedoctor.reload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;

/** Who changed the rules. */
public record Author(String name, String mail) {
    /** Who is named where nobody says who he is. */
    public static final Author UNKNOWN = new Author("anonymous", "");

    static final Author LIVEDOCTOR = new Author("LiveDoctor", "");
    private static final Pattern NAME_AND_MAIL = Pattern.compile("([^<]*)<([^>]*)>\\s*");

    /** The author that {@code text} names: a name, or {@code Name <mail>}; {@link #UNKNOWN} where it is blank. */
    public static Author of(String text) {
        Matcher matcher = NAME_AND_MAIL.matcher(text);
        if (matcher.matches()) {
            return new Author(matcher.group(1).strip(), matcher.group(2).strip());
        }
        return text.isBlank() ? UNKNOWN : new Author(text.strip(), "");
    }

    /** The same, who says that his name is {@code name}. */
    public Author withClaimedName(String name) {
        String said = of(name).name();
        return name.isBlank() || said.equals(this.name) ? this : new Author(this.name + " (" + said + ")", mail);
    }

    PersonIdent at(Instant now) {
        return new PersonIdent(name, mail, now, ZoneOffset.UTC);
    }
}
