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

/** Makes episodes of windows that come in order. */
final class Watch {
    private final Policy policy;

    Watch(Policy policy) {
        this.policy = policy;
    }

    /**
     * The room after one more window.
     *
     * @param certain the time before which no other window will come: what is missing before is missing for good, and what is missing
     *     after may still change what held
     */
    Course next(Course before, Sighting sighting, Instant certain) {
        Window window = sighting.window();
        Instant start = before.start();
        Instant end = before.end();
        Course course = before;
        boolean known = true;
        if (start != null && end != null) {
            Instant sure = window.start().isBefore(certain) ? window.start() : certain;
            Duration stride = before.stride();
            boolean gap = Duration.between(end, sure).compareTo(policy.gap(stride)) > 0;
            if (gap) {
                course = resumed(silent(before, sure), window);
            }
            boolean hole = Duration.between(start, window.start())
                            .compareTo(stride.multipliedBy(3).dividedBy(2))
                    > 0;
            known = !gap && !(hole && window.start().isAfter(certain));
        }
        if (sighting.signs().isEmpty() && course.tracks().isEmpty() && !sighting.ends()) {
            return course.after(window, Map.of(), course.closed());
        }
        Step step = new Step(course, sighting, known, !window.end().isAfter(certain));
        Course after = step.course();
        return sighting.ends() ? after.rested(window.end()) : after;
    }

    /** The room when nothing has come until {@code now}. */
    Course silent(Course course, Instant now) {
        Instant end = course.end();
        if (end == null || course.resting()) {
            return course;
        }
        Instant missed = end.plus(policy.gap(course.stride()));
        if (now.isBefore(missed)) {
            return course;
        }
        if (course.hasEndedAbout(end) && !course.isInTrouble()) {
            return course.rested(missed);
        }
        Track track = course.tracks().getOrDefault(Episode.GAP, Track.NEW);
        Course silent = course;
        if (track.open() == null) {
            silent = course.with(Episode.GAP, track.with(gap(course.room(), track.count() + 1, end, missed)));
        }
        Instant over = end.plus(policy.over(course.stride()));
        return now.isBefore(over) ? silent : silent.rested(over);
    }

    /** The room when it reports again. */
    private static Course resumed(Course course, Window window) {
        Track track = course.tracks().get(Episode.GAP);
        Episode open = track == null ? null : track.open();
        if (track == null || open == null) {
            return course;
        }
        Course resumed = course.with(Episode.GAP, track.with(null));
        List<Episode> closed = new ArrayList<>(resumed.closed());
        closed.add(
                open.closed(later(window.end(), open.opened()), new Ending(Ending.By.RESUMED, window.start(), null)));
        return new Course(
                resumed.room(),
                resumed.start(),
                resumed.end(),
                resumed.strides(),
                resumed.resting(),
                resumed.rests(),
                resumed.tracks(),
                closed);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Episode gap(String room, int number, Instant since, Instant opened) {
        return new Episode(
                0,
                room,
                Kind.TELEMETRY_GAP,
                Episode.GAP,
                number,
                null,
                Severity.MAJOR,
                null,
                1,
                Map.of(),
                Map.of(),
                "data",
                null,
                since,
                opened,
                null,
                null,
                null,
                false,
                List.of(),
                List.of(),
                null,
                null);
    }

    /** One window. */
    private final class Step {
        private final Course before;
        /** Whether no other window can come before this one. */
        private final boolean settled;

        private final Sighting sighting;
        private final Window window;
        private final Map<String, Sign> signs = new LinkedHashMap<>();
        private final Map<String, Track> tracks = new TreeMap<>();
        private final List<Episode> closed;

        Step(Course before, Sighting sighting, boolean known, boolean settled) {
            this.before = before;
            this.settled = settled;
            this.sighting = sighting;
            window = sighting.window();
            closed = new ArrayList<>(before.closed());
            sighting.signs().forEach(sign -> signs.putIfAbsent(sign.code(), sign));
            before.tracks().forEach((code, track) -> tracks.put(code, known ? track : track.interrupted()));
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
                            new Sign(
                                    Kind.SYMPTOM,
                                    symptom.code(),
                                    severity,
                                    null,
                                    1,
                                    symptom.scope(),
                                    Set.of(symptom.code()),
                                    false,
                                    track.metrics(),
                                    "",
                                    null,
                                    null,
                                    null,
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
            return before.after(window, tracks, closed);
        }

        private Track seen(Track track, String code) {
            Sign sign = signs.get(code);
            if (sign != null) {
                boolean counts = track.open() != null || sign.verdict() != Verdict.POSSIBLE;
                return counts ? track.present(sign, window) : track;
            }
            // What was not measured is no evidence of health.
            return sighting.measuredAll(track.metrics()) ? track.absent(window) : track;
        }

        private Track closedOrOpen(Track track, String code) {
            Episode open = track.open();
            Run clear = track.clear();
            if (open == null) {
                return track;
            }
            Check check = track.check();
            Episode now = open;
            if (check != null) {
                now = now.checked(check.seen(sighting.value(check.verify().metric(), open.scope()), window.end()));
            }
            boolean flapping = open.flapping() ? !track.isSteady() : track.flaps();
            now = now.flapping(flapping);
            Duration own = track.clears();
            Duration clears = (own == null ? policy.clear() : own).multipliedBy(flapping ? Policy.FLAPPING_CLEAR : 1);
            if (clear != null && clear.held(clears)) {
                closed.add(now.flapping(open.flapping()).closed(window.end(), ending(now, clear.since())));
                return track.with(null);
            }
            return track.with(now);
        }

        private Ending ending(Episode episode, Instant since) {
            Set<String> symptoms = new TreeSet<>(Set.of(episode.cause()));
            episode.folded().stream()
                    .filter(one -> one.kind() == Kind.SYMPTOM)
                    .forEach(one -> symptoms.add(one.code()));
            if (!sighting.shows(symptoms)) {
                Check check = episode.check();
                return check != null && check.noted() && check.state() == Check.State.WORKED
                        ? new Ending(Ending.By.ACTION_WORKED, since, check.action())
                        : new Ending(Ending.By.RECOVERED, since, null);
            }
            List<String> others = signs.values().stream()
                    .filter(sign -> sign.kind() == Kind.CAUSE && sign.verdict() != Verdict.POSSIBLE)
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
            Run run = track.holding().get(severity);
            Check check = sign.verify() == null || sign.action() == null
                    ? null
                    : new Check(
                            sign.action(),
                            sign.verify(),
                            window.end(),
                            false,
                            sighting.value(sign.verify().metric(), sign.scope()),
                            null,
                            0,
                            Check.State.WATCHING,
                            window.end());
            tracks.put(
                    sign.code(),
                    track.with(new Episode(
                            0,
                            before.room(),
                            sign.kind(),
                            sign.code(),
                            track.count() + 1,
                            null,
                            severity,
                            sign.verdict(),
                            sign.confidence(),
                            sign.scope(),
                            sign.scope(),
                            sign.layer(),
                            sign.owner(),
                            run == null ? window.start() : run.since(),
                            window.end(),
                            null,
                            null,
                            null,
                            flickers || track.flaps(),
                            List.of(),
                            sign.metrics(),
                            check,
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
            for (Sign other : signs.values()) {
                Track track = tracks.get(other.code());
                Episode open = track == null ? null : track.open();
                if (open != null
                        && other.kind() == Kind.CAUSE
                        && !other.code().equals(sign.code())
                        && other.symptoms().containsAll(sign.symptoms())
                        && speaksFor(other, open, sign, own)) {
                    return other.code();
                }
            }
            return null;
        }

        private static boolean speaksFor(Sign root, Episode open, Sign sign, @Nullable Episode own) {
            if (sign.kind() == Kind.SYMPTOM) {
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
            if (root.kind() == Kind.CAUSE) {
                sighting.symptoms().stream()
                        .filter(symptom -> root.symptoms().contains(symptom.code()))
                        .forEach(folded::add);
            }
            for (Sign sign : signs.values()) {
                if (sign.kind() == Kind.CAUSE
                        && !sign.code().equals(root.code())
                        && root.symptoms().containsAll(sign.symptoms())) {
                    folded.add(new Folded(Kind.CAUSE, sign.code(), null, sign.verdict(), sign.scope()));
                }
            }
            return folded;
        }
    }
}
