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
 * One cause of a room, from window to window.
 *
 * @param count episodes so far
 * @param open the open one; null where none is
 * @param holding for each severity since when it is at least as bad
 * @param clear since when there is nothing of it; null while there is
 * @param turns when it went lately, whether it had been an alert or not
 * @param metrics that showed it last
 * @param clears how long it must be gone, as it said last; null for as long as usual
 * @param acted what was noted to be done about it; null where nothing was
 */
record Track(
        int count,
        @Nullable Episode open,
        Map<Severity, Run> holding,
        @Nullable Run clear,
        List<Turn> turns,
        List<String> metrics,
        @Nullable Duration clears,
        @Nullable Act acted) {
    static final Track NEW = new Track(0, null, Map.of(), null, List.of(), List.of(), null, null);

    private static final List<Severity> ALARMING = List.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR);

    /** It went, after it had been there for so long. */
    record Turn(Instant at, Duration lasted) {}

    /** An action was taken. */
    record Act(String action, Instant at) {}

    /** The same after a time of which nothing is known. */
    Track interrupted() {
        return new Track(count, open, Map.of(), null, turns, metrics, clears, acted);
    }

    Track present(Sign sign, Window window) {
        Map<Severity, Run> runs = new EnumMap<>(Severity.class);
        for (Severity level : ALARMING) {
            if (sign.severity().compareTo(level) <= 0) {
                runs.put(level, Run.of(holding.get(level), window));
            }
        }
        return new Track(count, open, runs, null, lately(window), sign.metrics(), sign.clears(), acted);
    }

    Track absent(Window window) {
        List<Turn> turned = lately(window);
        Run was = holding.get(Severity.MINOR);
        if (was != null) {
            turned = new ArrayList<>(turned);
            turned.add(new Turn(window.end(), was.length()));
        }
        return new Track(count, open, Map.of(), Run.of(clear, window), turned, metrics, clears, acted);
    }

    Track acted(Act act) {
        return new Track(count, open, holding, clear, turns, metrics, clears, act);
    }

    /** The check of the open episode, from the time on at which somebody acted. */
    @Nullable
    Check check() {
        Check check = open == null ? null : open.check();
        return check == null || acted == null || check.noted() && check.from().equals(acted.at())
                ? check
                : check.acted(acted.action(), acted.at());
    }

    private List<Turn> lately(Window window) {
        Instant from = window.end().minus(Policy.FLAPPING_WITHIN);
        return turns.stream().filter(turn -> turn.at().isAfter(from)).toList();
    }

    boolean flaps() {
        return turns.size() >= Policy.FLAPPING_TURNS;
    }

    /** Whether it comes and goes no more. */
    boolean isSteady() {
        return turns.size() < Policy.FLAPPING_TURNS / 2;
    }

    /** The worst severity that has held long enough; null where none has. */
    @Nullable
    Severity held(Sign sign, Policy policy) {
        for (Severity level : ALARMING) {
            Run run = holding.get(level);
            if (run != null && run.held(holds(sign, level, policy))) {
                return level;
            }
        }
        return null;
    }

    /** Whether it would never hold long enough and is there too often to be nothing. */
    boolean flickers(Sign sign, Policy policy) {
        Duration there = turns.stream().map(Turn::lasted).reduce(Duration.ZERO, Duration::plus);
        return flaps() && there.compareTo(holds(sign, sign.severity(), policy).multipliedBy(2)) >= 0;
    }

    private static Duration holds(Sign sign, Severity level, Policy policy) {
        Duration own = sign.holds();
        return own == null ? policy.holds(level) : own;
    }

    Track with(@Nullable Episode episode) {
        boolean another = episode != null && open == null;
        return new Track(
                another ? count + 1 : count,
                episode,
                holding,
                clear,
                turns,
                metrics,
                clears,
                episode == null ? null : acted);
    }
}
