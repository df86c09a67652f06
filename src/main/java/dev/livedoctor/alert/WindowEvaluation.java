package dev.livedoctor.alert;

import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.snapshot.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One window of a room: what it shows begins, goes on, or ends. */
final class WindowEvaluation {
    private final AlertPolicy policy;
    private final EvaluationState before;
    /** Whether all windows before this one are known, so that none can still arrive. */
    private final boolean settled;
    /** Whether the broadcast has only begun, so that the room is filling. */
    private final boolean fills;

    private final WindowSummary summary;
    private final Window window;
    private final Map<String, AlertCandidate> candidates = new LinkedHashMap<>();
    private final Map<String, CauseState> tracks = new TreeMap<>();
    private final List<Episode> closed;

    /**
     * Evaluates {@code summary}.
     *
     * @param known whether nothing is missing before it
     * @param settled whether no other window can come before it
     */
    WindowEvaluation(
            AlertPolicy policy, EvaluationState before, WindowSummary summary, boolean known, boolean settled) {
        this.policy = policy;
        this.before = before;
        this.settled = settled;
        this.summary = summary;
        window = summary.window();
        closed = new ArrayList<>(before.closed());
        boolean ebbs = before.mayEnd(window);
        fills = before.isFilling(window, policy.tide());
        summary.signs()
                .forEach(candidate -> candidates.putIfAbsent(
                        candidate.code(), candidate.tidal() && ebbs ? candidate.holding(policy.tide()) : candidate));
        before.tracks()
                .forEach((code, track) ->
                        tracks.put(code, known || code.equals(Episode.GAP) ? track : track.interrupted()));
        explained();
    }

    /** A symptom of an open episode is still there when a cause explains it now. */
    private void explained() {
        for (FoldedFinding symptom : summary.symptoms()) {
            CauseState track = tracks.get(symptom.code());
            Severity severity = symptom.severity();
            if (track != null && track.open() != null && severity != null) {
                candidates.putIfAbsent(
                        symptom.code(),
                        AlertCandidate.symptom(
                                symptom.code(),
                                severity,
                                symptom.scope(),
                                Set.of(),
                                track.metrics(),
                                false,
                                null,
                                track.clears()));
            }
        }
    }

    EvaluationState evaluation() {
        Set<String> codes = new TreeSet<>(tracks.keySet());
        codes.addAll(candidates.keySet());
        codes.remove(Episode.GAP);
        codes.forEach(code ->
                tracks.compute(code, (name, track) -> seen(track == null ? CauseState.NEW : track, name)));
        codes.forEach(code -> tracks.computeIfPresent(code, (name, track) -> closedOrOpen(track, name)));
        // Best first, so that what opens now speaks at once for what it explains.
        candidates.values().forEach(this::open);
        codes.forEach(code -> tracks.computeIfPresent(code, (name, track) -> shown(track, name)));
        tracks.values().removeIf(track -> track.equals(CauseState.NEW));
        return before.after(summary, tracks, closed);
    }

    private CauseState seen(CauseState track, String code) {
        AlertCandidate candidate = candidates.get(code);
        if (candidate != null) {
            boolean counts =
                    track.open() != null || candidate.verdict() != Verdict.POSSIBLE && !(fills && candidate.tidal());
            return counts ? track.present(candidate, window) : track;
        }
        // What was not measured is no evidence of health.
        return summary.measuredAll(track.metrics()) ? track.absent(window) : track.unmeasured(window);
    }

    private CauseState closedOrOpen(CauseState track, String code) {
        Episode open = track.open();
        if (open == null) {
            return track;
        }
        ActionCheck check = track.check();
        Episode now = check == null
                ? open
                : open.checked(check.seen(summary.value(check.verify().metric(), open.scope()), window.end()));
        boolean flapping = track.isFlapping();
        Ending ending = ending(track, now, flapping);
        if (ending == null) {
            return track.with(now.flapping(flapping));
        }
        closed.add(now.closed(window.end(), ending));
        return track.with(null);
    }

    /** What ends the open episode of {@code track}, as it is {@code now}; null where nothing does. */
    private @Nullable Ending ending(CauseState track, Episode now, boolean flapping) {
        Duration own = track.clears();
        Duration clears = (own == null ? policy.clear() : own).multipliedBy(flapping ? AlertPolicy.FLAPPING_CLEAR : 1);
        Streak clear = track.clear();
        if (clear != null && clear.held(clears)) {
            return ending(now, clear.since());
        }
        Streak unmeasured = track.unmeasured();
        return unmeasured != null && unmeasured.held(policy.over(before.stride()))
                ? new Ending(Ending.By.NOT_MEASURED, unmeasured.since(), null)
                : null;
    }

    private Ending ending(Episode episode, Instant since) {
        Set<String> symptoms = new TreeSet<>(Set.of(episode.cause()));
        episode.folded().stream()
                .filter(one -> one.kind() == EpisodeKind.SYMPTOM)
                .forEach(one -> symptoms.add(one.code()));
        if (!summary.shows(symptoms)) {
            ActionCheck check = episode.check();
            return check != null && check.noted() && check.state() == ActionCheck.State.WORKED
                    ? new Ending(Ending.By.ACTION_WORKED, since, check.action())
                    : new Ending(Ending.By.RECOVERED, since, null);
        }
        List<String> others = candidates.values().stream()
                .filter(candidate -> candidate.kind() == EpisodeKind.CAUSE && candidate.verdict() != Verdict.POSSIBLE)
                .filter(candidate -> candidate.symptoms().stream().anyMatch(symptoms::contains))
                .map(AlertCandidate::code)
                .toList();
        return others.isEmpty()
                ? new Ending(Ending.By.NO_LONGER_SHOWN, since, null)
                : new Ending(Ending.By.OTHER_CAUSE, since, String.join(", ", others));
    }

    private void open(AlertCandidate candidate) {
        CauseState track = tracks.get(candidate.code());
        if (track == null || track.open() != null || !candidate.opens() || root(candidate, null) != null) {
            return;
        }
        Severity held = track.held(candidate, policy);
        boolean flickers = held == null && settled && track.flickers(candidate, policy);
        if (held == null && !flickers) {
            return;
        }
        Severity severity = held == null ? candidate.severity() : held;
        Streak streak = track.holding().get(Severity.MINOR);
        Double value = candidate.verify() == null
                ? null
                : summary.value(candidate.verify().metric(), candidate.scope());
        tracks.put(
                candidate.code(),
                track.with(Episode.of(
                        before.room(),
                        track.count() + 1,
                        candidate,
                        severity,
                        streak == null ? window.start() : streak.since(),
                        window.end(),
                        flickers || track.flaps(),
                        ActionCheck.of(candidate, window.end(), value),
                        summary.report())));
    }

    private CauseState shown(CauseState track, String code) {
        Episode open = track.open();
        AlertCandidate candidate = candidates.get(code);
        if (open == null || candidate == null) {
            return track;
        }
        Severity held = track.held(candidate, policy);
        Severity worst = held != null && held.compareTo(open.severity()) < 0 ? held : open.severity();
        return track.with(open.shown(candidate, worst, folded(candidate)).under(root(candidate, open)));
    }

    /** The code of the open episode that speaks for {@code candidate}, of which {@code own} may be open; null where none does. */
    private @Nullable String root(AlertCandidate candidate, @Nullable Episode own) {
        Set<String> shown = candidate.kind() == EpisodeKind.SYMPTOM ? Set.of(candidate.code()) : candidate.symptoms();
        for (AlertCandidate other : candidates.values()) {
            CauseState track = tracks.get(other.code());
            Episode open = track == null ? null : track.open();
            if (open != null
                    && (other.kind() == EpisodeKind.CAUSE || candidate.kind() == EpisodeKind.SYMPTOM)
                    // Of two that bring each other about, neither speaks for the other.
                    && !candidate.symptoms().contains(other.code())
                    && !other.code().equals(candidate.code())
                    && other.symptoms().containsAll(shown)
                    && speaksFor(other, open, candidate, own)) {
                return other.code();
            }
        }
        return null;
    }

    private static boolean speaksFor(
            AlertCandidate root, Episode open, AlertCandidate candidate, @Nullable Episode own) {
        if (candidate.kind() == EpisodeKind.SYMPTOM) {
            return true;
        }
        int stronger = verdict(root).compareTo(verdict(candidate));
        if (own == null || stronger != 0) {
            return own == null ? stronger <= 0 : stronger < 0;
        }
        int earlier = open.opened().compareTo(own.opened());
        return earlier < 0 || earlier == 0 && open.cause().compareTo(own.cause()) < 0;
    }

    private static Verdict verdict(AlertCandidate candidate) {
        return candidate.verdict() == null ? Verdict.POSSIBLE : candidate.verdict();
    }

    private List<FoldedFinding> folded(AlertCandidate root) {
        List<FoldedFinding> folded = new ArrayList<>();
        summary.symptoms().stream()
                .filter(symptom -> root.symptoms().contains(symptom.code())
                        && !symptom.code().equals(root.code()))
                .forEach(folded::add);
        for (AlertCandidate candidate : candidates.values()) {
            if (candidate.kind() == EpisodeKind.CAUSE
                    && !candidate.code().equals(root.code())
                    && root.symptoms().containsAll(candidate.symptoms())) {
                folded.add(new FoldedFinding(
                        EpisodeKind.CAUSE, candidate.code(), null, candidate.verdict(), candidate.scope()));
            }
        }
        return folded;
    }
}
