package dev.livedoctor.adapter;

import dev.livedoctor.adapter.Recorder.Outcome;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What came of one source: how much was recorded, and what was odd lately. Each oddity is logged once. */
final class SourceStats {
    private static final Logger LOG = Logger.getLogger(SourceStats.class);
    /** Nobody reads more. */
    private static final int MOST_TROUBLES = 50;

    private static final int LONGEST = 300;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_LOGGED = 10;
    /** What differs by a number only is the same trouble. */
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final String source;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    private @Nullable Instant latest;
    private @Nullable String failure;
    private Instant quietUntil = Instant.MIN;
    private int logged;
    private long recorded;
    private long known;
    private long refused;
    private long skipped;

    /**
     * Something odd.
     *
     * @param what in a sentence
     * @param times how often
     * @param last when it was seen last
     */
    record Trouble(String what, long times, Instant last) {}

    /**
     * How many snapshots became what.
     *
     * @param recorded which are durable
     * @param known whose windows were recorded with other content before
     * @param refused which were none, or too old
     * @param skipped windows that were too long ago to be asked for
     */
    record Counts(long recorded, long known, long refused, long skipped) {}

    SourceStats(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Records {@code snapshots} with {@code recorder}, and notes what came of it. */
    List<Outcome> record(List<MetricSnapshot> snapshots, Recorder recorder) {
        List<Outcome> outcomes;
        try {
            outcomes = recorder.record(snapshots);
        } catch (HistoryUnavailableException e) {
            fail(String.valueOf(e.getMessage()));
            throw e;
        }
        if (!outcomes.isEmpty()) {
            recover();
        }
        for (int i = 0; i < outcomes.size(); i++) {
            note(snapshots.get(i), outcomes.get(i));
        }
        return outcomes;
    }

    /** Notes what came of something that stood at {@code place}. */
    synchronized void count(Outcome outcome, String place) {
        latest = clock.instant();
        if (outcome.kind() == Outcome.Kind.REFUSED) {
            trouble("Refused " + place + ": " + outcome.why());
        }
        count(outcome.kind());
    }

    private synchronized void note(MetricSnapshot snapshot, Outcome outcome) {
        Instant end = snapshot.window().end();
        latest = latest == null || end.isAfter(latest) ? end : latest;
        if (outcome.kind() == Outcome.Kind.REFUSED) {
            trouble("A snapshot was refused: " + outcome.why());
        }
        count(outcome.kind());
    }

    private void count(Outcome.Kind kind) {
        switch (kind) {
            case RECORDED -> recorded++;
            case KNOWN -> known++;
            case REFUSED -> refused++;
        }
    }

    /** Something is odd; the rest goes on. */
    synchronized void trouble(String what) {
        Instant now = clock.instant();
        String text = line(what);
        String kind = NUMBERS.matcher(text).replaceAll("#");
        Trouble before = troubles.remove(kind);
        if (before == null) {
            if (mayLog(now)) {
                LOG.warnf("%s: %s", source, text);
            }
            if (troubles.size() == MOST_TROUBLES) {
                troubles.remove(troubles.keySet().iterator().next());
            }
        }
        troubles.put(kind, new Trouble(text, before == null ? 1 : before.times + 1, now));
    }

    /** Foreign names must not begin lines of their own. */
    private static String line(String what) {
        String text = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
        return BREAKS.matcher(text).replaceAll(" ");
    }

    /** Bounds the log, so that a client with many names cannot fill the disk. */
    private boolean mayLog(Instant now) {
        if (!now.isBefore(quietUntil)) {
            quietUntil = now.plus(MINUTE);
            logged = 0;
        }
        return logged++ < MOST_LOGGED;
    }

    /** Counts windows that are too old to be asked for. */
    synchronized void skip(long windows) {
        if (windows > 0) {
            skipped += windows;
            trouble("Windows too long ago were left out after an outage");
        }
    }

    /** Nothing goes on because of {@code why}. */
    synchronized void fail(String reason) {
        String why = line(reason);
        if (!why.equals(failure)) {
            LOG.warnf("%s: %s", source, why);
        }
        failure = why;
    }

    /** It goes on again. */
    synchronized void recover() {
        if (failure != null) {
            LOG.infof("%s: it goes on again", source);
        }
        failure = null;
    }

    synchronized @Nullable String failure() {
        return failure;
    }

    synchronized @Nullable Instant latest() {
        return latest;
    }

    synchronized Counts counts() {
        return new Counts(recorded, known, refused, skipped);
    }

    synchronized List<Trouble> troubles() {
        return List.copyOf(troubles.values());
    }
}
