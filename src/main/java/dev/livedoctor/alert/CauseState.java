package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one cause or symptom in a room, from window to window.
 *
 * @param count episodes so far
 * @param open the open one; null where none is
 * @param holding for each severity since when it is at least as bad
 * @param clear since when there is nothing of it; null while there is
 * @param unmeasured since when nothing measures it; null while something does
 * @param turns when it went lately, whether it had been an alert or not
 * @param metrics that showed it last
 * @param tidal whether only the tide of the room showed it last
 * @param clears how long it must be gone, as it said last; null for as long as usual
 * @param acted what was noted to be done about it; null where nothing was
 */
record CauseState(
        int count,
        @Nullable Episode open,
        Map<Severity, Streak> holding,
        @Nullable Streak clear,
        @Nullable Streak unmeasured,
        List<Turn> turns,
        List<String> metrics,
        boolean tidal,
        @Nullable Duration clears,
        @Nullable Act acted) {
    static final CauseState NEW = after(0);

    private static final List<Severity> ALARMING = List.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR);

    /** It went, after it had been there for so long. */
    record Turn(Instant at, Duration lasted) {}

    /** An action was taken. */
    record Act(String action, Instant at) {}

    /** The state after {@code count} closed episodes. */
    static CauseState after(int count) {
        return new CauseState(count, null, Map.of(), null, null, List.of(), List.of(), false, null, null);
    }

    /** This state after a time without data: streaks start anew. */
    CauseState interrupted() {
        return new CauseState(count, open, Map.of(), null, null, turns, metrics, tidal, clears, acted);
    }

    /** This state after the sender's clock was corrected: streaks and turns start anew. */
    CauseState shifted() {
        return new CauseState(count, open, Map.of(), null, null, List.of(), metrics, tidal, clears, acted);
    }

    CauseState present(AlertCandidate candidate, Window window) {
        Map<Severity, Streak> streaks = new EnumMap<>(Severity.class);
        for (Severity level : ALARMING) {
            if (candidate.severity().compareTo(level) <= 0) {
                streaks.put(level, Streak.of(holding.get(level), window));
            }
        }
        return new CauseState(
                count,
                open,
                streaks,
                null,
                null,
                lately(window.end()),
                candidate.metrics(),
                candidate.tidal(),
                candidate.clears(),
                acted);
    }

    CauseState absent(Window window) {
        List<Turn> turned = lately(window.end());
        Streak was = holding.get(Severity.MINOR);
        if (was != null) {
            turned = new ArrayList<>(turned);
            turned.add(new Turn(window.end(), was.length()));
        }
        return new CauseState(
                count, open, Map.of(), Streak.of(clear, window), null, turned, metrics, tidal, clears, acted);
    }

    CauseState unmeasured(Window window) {
        return new CauseState(
                count, open, holding, clear, Streak.of(unmeasured, window), turns, metrics, tidal, clears, acted);
    }

    /** The state of a telemetry gap that lasts from {@code from} until {@code until}. */
    CauseState silent(Instant from, Instant until) {
        Map<Severity, Streak> streaks = Map.of(Severity.MINOR, new Streak(from, until, 1));
        return new CauseState(count, open, streaks, null, null, lately(until), metrics, tidal, clears, acted);
    }

    /** Whether a telemetry gap is alerted and no window has arrived since. */
    boolean isSilent() {
        return open != null && clear == null;
    }

    CauseState acted(Act act) {
        return new CauseState(count, open, holding, clear, unmeasured, turns, metrics, tidal, clears, act);
    }

    /** The action check of the open episode, counted from when somebody acted. */
    @Nullable
    ActionCheck check() {
        ActionCheck check = open == null ? null : open.check();
        return check == null || acted == null || check.noted() && check.from().equals(acted.at())
                ? check
                : check.acted(acted.action(), acted.at());
    }

    private List<Turn> lately(Instant now) {
        Instant from = now.minus(AlertPolicy.FLAPPING_WITHIN);
        return turns.stream().filter(turn -> turn.at().isAfter(from)).toList();
    }

    boolean flaps() {
        return turns.size() >= AlertPolicy.FLAPPING_TURNS;
    }

    /** Whether it is flapping; once it is, it stays so until it has gone only half as often. */
    boolean isFlapping() {
        return open != null && open.flapping() ? turns.size() >= AlertPolicy.FLAPPING_TURNS / 2 : flaps();
    }

    /** The worst severity that has held long enough; null where none has. */
    @Nullable
    Severity held(AlertCandidate candidate, AlertPolicy policy) {
        for (Severity level : ALARMING) {
            Streak streak = holding.get(level);
            if (streak != null && streak.held(holds(candidate, level, policy))) {
                return level;
            }
        }
        return null;
    }

    /** Whether it comes and goes so often that it is alerted although it never holds long enough. Unexplained symptoms need twice the time, since they may be chance. */
    boolean flickers(AlertCandidate candidate, AlertPolicy policy) {
        Duration there = turns.stream().map(Turn::lasted).reduce(Duration.ZERO, Duration::plus);
        Duration own = candidate.holds();
        Duration major = own == null ? policy.major() : own;
        return flaps() && there.compareTo(major.multipliedBy(candidate.kind() == EpisodeKind.CAUSE ? 2 : 4)) >= 0;
    }

    private static Duration holds(AlertCandidate candidate, Severity level, AlertPolicy policy) {
        Duration own = candidate.holds();
        return own == null ? policy.holds(level) : own;
    }

    CauseState with(@Nullable Episode episode) {
        boolean another = episode != null && open == null;
        return new CauseState(
                another ? count + 1 : count,
                episode,
                holding,
                clear,
                unmeasured,
                turns,
                metrics,
                tidal,
                clears,
                episode == null ? null : acted);
    }
}
