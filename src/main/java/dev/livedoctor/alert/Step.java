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
final class Step {
    private final Policy policy;
    private final Course before;
    /** Whether no other window can come before this one. */
    private final boolean settled;
    /** Whether the broadcast has only begun, so that the room is filling. */
    private final boolean fills;

    private final Sighting sighting;
    private final Window window;
    private final Map<String, Sign> signs = new LinkedHashMap<>();
    private final Map<String, Track> tracks = new TreeMap<>();
    private final List<Episode> closed;

    /**
     * A step.
     *
     * @param known whether nothing is missing before it
     * @param settled whether no other window can come before it
     */
    Step(Policy policy, Course before, Sighting sighting, boolean known, boolean settled) {
        this.policy = policy;
        this.before = before;
        this.settled = settled;
        this.sighting = sighting;
        window = sighting.window();
        closed = new ArrayList<>(before.closed());
        boolean ebbs = before.mayEnd(window);
        fills = before.isFilling(window, policy.tide());
        sighting.signs()
                .forEach(sign ->
                        signs.putIfAbsent(sign.code(), sign.tidal() && ebbs ? sign.holding(policy.tide()) : sign));
        before.tracks()
                .forEach((code, track) ->
                        tracks.put(code, known || code.equals(Episode.GAP) ? track : track.interrupted()));
        explained();
    }

    /** A symptom of an open episode is still there when a cause explains it now. */
    private void explained() {
        for (Folded symptom : sighting.symptoms()) {
            Track track = tracks.get(symptom.code());
            Severity severity = symptom.severity();
            if (track != null && track.open() != null && severity != null) {
                signs.putIfAbsent(
                        symptom.code(),
                        Sign.symptom(
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

    Course course() {
        Set<String> codes = new TreeSet<>(tracks.keySet());
        codes.addAll(signs.keySet());
        codes.remove(Episode.GAP);
        codes.forEach(code -> tracks.compute(code, (name, track) -> seen(track == null ? Track.NEW : track, name)));
        codes.forEach(code -> tracks.computeIfPresent(code, (name, track) -> closedOrOpen(track, name)));
        // Best first, so that what opens now speaks at once for what it explains.
        signs.values().forEach(this::open);
        codes.forEach(code -> tracks.computeIfPresent(code, (name, track) -> shown(track, name)));
        tracks.values().removeIf(track -> track.equals(Track.NEW));
        return before.after(sighting, tracks, closed);
    }

    private Track seen(Track track, String code) {
        Sign sign = signs.get(code);
        if (sign != null) {
            boolean counts = track.open() != null || sign.verdict() != Verdict.POSSIBLE && !(fills && sign.tidal());
            return counts ? track.present(sign, window) : track;
        }
        // What was not measured is no evidence of health.
        return sighting.measuredAll(track.metrics()) ? track.absent(window) : track.unmeasured(window);
    }

    private Track closedOrOpen(Track track, String code) {
        Episode open = track.open();
        if (open == null) {
            return track;
        }
        ActionCheck check = track.check();
        Episode now = check == null
                ? open
                : open.checked(check.seen(sighting.value(check.verify().metric(), open.scope()), window.end()));
        boolean flapping = track.isFlapping();
        Ending ending = ending(track, now, flapping);
        if (ending == null) {
            return track.with(now.flapping(flapping));
        }
        closed.add(now.closed(window.end(), ending));
        return track.with(null);
    }

    /** What ends the open episode of {@code track}, as it is {@code now}; null where nothing does. */
    private @Nullable Ending ending(Track track, Episode now, boolean flapping) {
        Duration own = track.clears();
        Duration clears = (own == null ? policy.clear() : own).multipliedBy(flapping ? Policy.FLAPPING_CLEAR : 1);
        Run clear = track.clear();
        if (clear != null && clear.held(clears)) {
            return ending(now, clear.since());
        }
        Run unmeasured = track.unmeasured();
        return unmeasured != null && unmeasured.held(policy.over(before.stride()))
                ? new Ending(Ending.By.NOT_MEASURED, unmeasured.since(), null)
                : null;
    }

    private Ending ending(Episode episode, Instant since) {
        Set<String> symptoms = new TreeSet<>(Set.of(episode.cause()));
        episode.folded().stream()
                .filter(one -> one.kind() == EpisodeKind.SYMPTOM)
                .forEach(one -> symptoms.add(one.code()));
        if (!sighting.shows(symptoms)) {
            ActionCheck check = episode.check();
            return check != null && check.noted() && check.state() == ActionCheck.State.WORKED
                    ? new Ending(Ending.By.ACTION_WORKED, since, check.action())
                    : new Ending(Ending.By.RECOVERED, since, null);
        }
        List<String> others = signs.values().stream()
                .filter(sign -> sign.kind() == EpisodeKind.CAUSE && sign.verdict() != Verdict.POSSIBLE)
                .filter(sign -> sign.symptoms().stream().anyMatch(symptoms::contains))
                .map(Sign::code)
                .toList();
        return others.isEmpty()
                ? new Ending(Ending.By.NO_LONGER_SHOWN, since, null)
                : new Ending(Ending.By.OTHER_CAUSE, since, String.join(", ", others));
    }

    private void open(Sign sign) {
        Track track = tracks.get(sign.code());
        if (track == null || track.open() != null || !sign.opens() || root(sign, null) != null) {
            return;
        }
        Severity held = track.held(sign, policy);
        boolean flickers = held == null && settled && track.flickers(sign, policy);
        if (held == null && !flickers) {
            return;
        }
        Severity severity = held == null ? sign.severity() : held;
        Run run = track.holding().get(Severity.MINOR);
        Double value =
                sign.verify() == null ? null : sighting.value(sign.verify().metric(), sign.scope());
        tracks.put(
                sign.code(),
                track.with(Episode.of(
                        before.room(),
                        track.count() + 1,
                        sign,
                        severity,
                        run == null ? window.start() : run.since(),
                        window.end(),
                        flickers || track.flaps(),
                        ActionCheck.of(sign, window.end(), value),
                        sighting.report())));
    }

    private Track shown(Track track, String code) {
        Episode open = track.open();
        Sign sign = signs.get(code);
        if (open == null || sign == null) {
            return track;
        }
        Severity held = track.held(sign, policy);
        Severity worst = held != null && held.compareTo(open.severity()) < 0 ? held : open.severity();
        return track.with(open.shown(sign, worst, folded(sign)).under(root(sign, open)));
    }

    /** The code of the open episode that speaks for {@code sign}, of which {@code own} may be open; null where none does. */
    private @Nullable String root(Sign sign, @Nullable Episode own) {
        Set<String> shown = sign.kind() == EpisodeKind.SYMPTOM ? Set.of(sign.code()) : sign.symptoms();
        for (Sign other : signs.values()) {
            Track track = tracks.get(other.code());
            Episode open = track == null ? null : track.open();
            if (open != null
                    && (other.kind() == EpisodeKind.CAUSE || sign.kind() == EpisodeKind.SYMPTOM)
                    // Of two that bring each other about, neither speaks for the other.
                    && !sign.symptoms().contains(other.code())
                    && !other.code().equals(sign.code())
                    && other.symptoms().containsAll(shown)
                    && speaksFor(other, open, sign, own)) {
                return other.code();
            }
        }
        return null;
    }

    private static boolean speaksFor(Sign root, Episode open, Sign sign, @Nullable Episode own) {
        if (sign.kind() == EpisodeKind.SYMPTOM) {
            return true;
        }
        int stronger = verdict(root).compareTo(verdict(sign));
        if (own == null || stronger != 0) {
            return own == null ? stronger <= 0 : stronger < 0;
        }
        int earlier = open.opened().compareTo(own.opened());
        return earlier < 0 || earlier == 0 && open.cause().compareTo(own.cause()) < 0;
    }

    private static Verdict verdict(Sign sign) {
        return sign.verdict() == null ? Verdict.POSSIBLE : sign.verdict();
    }

    private List<Folded> folded(Sign root) {
        List<Folded> folded = new ArrayList<>();
        sighting.symptoms().stream()
                .filter(symptom -> root.symptoms().contains(symptom.code())
                        && !symptom.code().equals(root.code()))
                .forEach(folded::add);
        for (Sign sign : signs.values()) {
            if (sign.kind() == EpisodeKind.CAUSE
                    && !sign.code().equals(root.code())
                    && root.symptoms().containsAll(sign.symptoms())) {
                folded.add(new Folded(EpisodeKind.CAUSE, sign.code(), null, sign.verdict(), sign.scope()));
            }
        }
        return folded;
    }
}
