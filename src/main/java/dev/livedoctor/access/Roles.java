package dev.livedoctor.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody may do. Editing or promoting rules includes reading them; to write rules and to let them go live are two roles, so that
 * two people can be asked for.
 */
public final class Roles {
    /** Ask for diagnoses, and read the catalog that explains them. */
    public static final String DIAGNOSE = "diagnose";

    /** Record snapshots of rooms, which are diagnosed then, and read what was recorded, and its alerts. */
    public static final String RECORD = "record";

    /** Read rules, and try candidates that answer nobody. */
    public static final String READ = "rules:read";

    /** Change rules. */
    public static final String EDIT = "rules:edit";

    /** Let a candidate go live, and go back. */
    public static final String PROMOTE = "rules:promote";

    /** Have others told of reports, and see how that goes. */
    public static final String NOTIFY = "notify";

    /** All of them. */
    public static final List<String> ALL = List.of(DIAGNOSE, RECORD, READ, EDIT, PROMOTE, NOTIFY);

    /** The challenge that goes with 401 ({@code WWW-Authenticate}). */
    public static final String CHALLENGE = "Bearer realm=\"livedoctor\"";

    private Roles() {}

    /** {@code roles} with those that they imply. */
    static Set<String> implied(Collection<String> roles) {
        Set<String> all = new TreeSet<>(roles);
        if (all.contains(EDIT) || all.contains(PROMOTE)) {
            all.add(READ);
        }
        if (all.contains(RECORD)) {
            all.add(DIAGNOSE);
        }
        return all;
    }
}
