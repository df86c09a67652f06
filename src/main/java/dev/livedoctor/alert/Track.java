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
 * @param unmeasured since when nothing measures it; null while something does
 * @param turns when it went lately, whether it had been an alert or not
 * @param metrics that showed it last
 * @param tidal whether only the tide of the room showed it last
 * @param clears how long it must be gone, as it said last; null for as long as usual
 * @param acted what was noted to be done about it; null where nothing was
 */
record Track(
        int count,
        @Nullable Episode open,
        Map<Severity, Run> holding,
        @Nullable Run clear,
        @Nullable Run unmeasured,
        List<Turn> turns,
        List<String> metrics,
        boolean tidal,
        @Nullable Duration clears,
        @Nullable Act acted) {
    static final Track NEW = after(0);

    private static final List<Severity> ALARMING = List.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR);

    /** It went, after it had been there for so long. */
    record Turn(Instant at, Duration lasted) {}

    /** An action was taken. */
    record Act(String action, Instant at) {}

    /** A track of which {@code count} episodes are over, and nothing else is known. */
    static Track after(int count) {
        return new Track(count, null, Map.of(), null, null, List.of(), List.of(), false, null, null);
    }

    /** The same after a time of which nothing is known. */
    Track interrupted() {
        return new Track(count, open, Map.of(), null, null, turns, metrics, tidal, clears, acted);
    }

    /** The same by another clock. */
    Track shifted() {
        return new Track(count, open, Map.of(), null, null, List.of(), metrics, tidal, clears, acted);
    }

    Track present(Sign sign, Window window) {
        Map<Severity, Run> runs = new EnumMap<>(Severity.class);
        for (Severity level : ALARMING) {
            if (sign.severity().compareTo(level) <= 0) {
                runs.put(level, Run.of(holding.get(level), window));
            }
        }
        return new Track(
                count,
                open,
                runs,
                null,
                null,
                lately(window.end()),
                sign.metrics(),
                sign.tidal(),
                sign.clears(),
                acted);
    }

    Track absent(Window window) {
        List<Turn> turned = lately(window.end());
        Run was = holding.get(Severity.MINOR);
        if (was != null) {
            turned = new ArrayList<>(turned);
            turned.add(new Turn(window.end(), was.length()));
        }
        return new Track(count, open, Map.of(), Run.of(clear, window), null, turned, metrics, tidal, clears, acted);
    }

    Track unmeasured(Window window) {
        return new Track(count, open, holding, clear, Run.of(unmeasured, window), turns, metrics, tidal, clears, acted);
    }

    /** The same, of a room that is silent. */
    Track silent(Instant from, Instant until) {
        Map<Severity, Run> runs = Map.of(Severity.MINOR, new Run(from, until, 1));
        return new Track(count, open, runs, null, null, lately(until), metrics, tidal, clears, acted);
    }

    /** Whether the room is silent, and that is said. */
    boolean isSilent() {
        return open != null && clear == null;
    }

    Track acted(Act act) {
        return new Track(count, open, holding, clear, unmeasured, turns, metrics, tidal, clears, act);
    }

    /** The check of the open episode, from the time on at which somebody acted. */
    @Nullable
    ActionCheck check() {
        ActionCheck check = open == null ? null : open.check();
        return check == null || acted == null || check.noted() && check.from().equals(acted.at())
                ? check
                : check.acted(acted.action(), acted.at());
    }

    private List<Turn> lately(Instant now) {
        Instant from = now.minus(Policy.FLAPPING_WITHIN);
        return turns.stream().filter(turn -> turn.at().isAfter(from)).toList();
    }

    boolean flaps() {
        return turns.size() >= Policy.FLAPPING_TURNS;
    }

    /** Whether the open episode comes and goes: whoever does is said to until it is much steadier. */
    boolean isFlapping() {
        return open != null && open.flapping() ? turns.size() >= Policy.FLAPPING_TURNS / 2 : flaps();
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

    /** Whether it would never hold long enough and is there too often to be nothing: what no cause explains may be chance. */
    boolean flickers(Sign sign, Policy policy) {
        Duration there = turns.stream().map(Turn::lasted).reduce(Duration.ZERO, Duration::plus);
        Duration own = sign.holds();
        Duration major = own == null ? policy.major() : own;
        return flaps() && there.compareTo(major.multipliedBy(sign.kind() == EpisodeKind.CAUSE ? 2 : 4)) >= 0;
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
                unmeasured,
                turns,
                metrics,
                tidal,
                clears,
                episode == null ? null : acted);
    }
}
