package dev.livedoctor.alert;

import dev.livedoctor.alert.EpisodeChange.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The difference between the published episodes and an evaluation. Nothing is published twice, and closed episodes stay closed. */
final class EpisodeDiff {
    private final Map<String, Episode> told;
    private final Map<String, Long> last;
    private final List<EpisodeChange> changes = new ArrayList<>();
    private final Map<Long, Episode> episodes = new TreeMap<>();
    private final LongSupplier ids;
    private final Instant end;

    EpisodeDiff(RoomState state, EvaluationState evaluation, LongSupplier ids) {
        this.ids = ids;
        told = new TreeMap<>(state.told());
        last = new TreeMap<>(state.last());
        List<Episode> now = Stream.concat(
                        evaluation.closed().stream(),
                        evaluation.tracks().values().stream()
                                .map(CauseState::open)
                                .filter(Objects::nonNull))
                // Episodes already published come first, so that they keep their id if a clock correction moved their
                // opening time.
                .sorted(Comparator.comparing((Episode one) -> !told.containsKey(RoomState.key(one)))
                        .thenComparing(Episode::opened)
                        .thenComparing(Episode::cause))
                .toList();
        Set<String> keys = now.stream().map(RoomState::key).collect(Collectors.toSet());
        end = Objects.requireNonNullElse(evaluation.end(), Instant.MIN);
        for (Episode open : state.open()) {
            if (!keys.contains(RoomState.key(open))) {
                gone(open, end.isBefore(open.opened()) ? open.opened() : end);
            }
        }
        now.forEach(this::tell);
    }

    /** Closes a gap that late windows filled, or an episode that a late window disproved. */
    private void gone(Episode open, Instant at) {
        Ending.By by = open.kind() == EpisodeKind.TELEMETRY_GAP ? Ending.By.RESUMED : Ending.By.WITHDRAWN;
        Episode closed = open.closed(at, new Ending(by, at, null));
        keep(RoomState.key(open), closed);
        change(at, Type.CLOSED, by.name(), closed);
    }

    private void tell(Episode now) {
        String key = RoomState.key(now);
        Episode before = told.get(key);
        if (before == null || !before.isOpen() && now.isOpen()) {
            Episode named = now.identified(ids.getAsLong(), last.get(now.cause()));
            last.put(now.cause(), named.id());
            keep(key, named);
            change(now.opened(), Type.OPENED, null, named.reopened());
            if (!named.isOpen()) {
                closed(named);
            }
            return;
        }
        Episode named = now.identified(before.id(), before.previous());
        if (!named.equals(before)) {
            keep(key, named);
            // Of one that is closed, times may still become more exact, and that is no news.
            if (before.isOpen()) {
                compare(before, named);
            }
        }
    }

    private void compare(Episode before, Episode now) {
        Instant at = Objects.requireNonNullElse(now.closed(), end);
        Episode open = now.reopened();
        if (now.severity().compareTo(before.severity()) < 0) {
            change(at, Type.WORSE, now.severity().name(), open);
        }
        if (now.flapping() != before.flapping()) {
            change(at, now.flapping() ? Type.FLAPPING : Type.STEADY, null, open);
        }
        if (!Objects.equals(now.under(), before.under())) {
            change(at, now.under() == null ? Type.UNFOLDED : Type.FOLDED, now.under(), open);
        }
        checked(before.check(), now.check(), open);
        if (!now.isOpen()) {
            closed(now);
        }
    }

    private void checked(@Nullable ActionCheck before, @Nullable ActionCheck now, Episode episode) {
        if (now == null || before != null && before.state() == now.state()) {
            return;
        }
        if (now.state() == ActionCheck.State.WORKED) {
            change(now.at(), Type.WORKED, now.action(), episode);
        } else if (now.state() == ActionCheck.State.FAILED) {
            change(now.at(), Type.FAILED, now.action(), episode);
        }
    }

    private void closed(Episode episode) {
        Ending ending = Objects.requireNonNull(episode.ending());
        change(
                Objects.requireNonNull(episode.closed()),
                Type.CLOSED,
                ending.by().name(),
                episode);
    }

    private void keep(String key, Episode episode) {
        told.put(key, episode);
        episodes.put(episode.id(), episode);
    }

    private void change(Instant at, Type what, @Nullable String detail, Episode episode) {
        changes.add(new EpisodeChange(ids.getAsLong(), at, what, detail, episode));
    }

    Map<String, Episode> told() {
        return told;
    }

    Map<String, Long> last() {
        return last;
    }

    List<EpisodeChange> changes() {
        return changes;
    }

    List<Episode> episodes() {
        return List.copyOf(episodes.values());
    }
}
