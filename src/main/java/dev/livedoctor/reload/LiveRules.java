package dev.livedoctor.reload;

import dev.livedoctor.reload.PackDirectory.Contents;
import dev.livedoctor.reload.ReloadEvent.Outcome;
import dev.livedoctor.reload.ReloadStatus.OnDisk;
import dev.livedoctor.reload.ReloadStatus.State;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Ruleset;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The rules in force: one reference, swapped whole. Whoever took it goes on with what he took. */
public final class LiveRules implements Supplier<Ruleset> {
    private final Clock clock;
    private final List<Consumer<ReloadEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile ReloadStatus status;

    private LiveRules(ReloadStatus status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    /** Rules that come from no folder, and stay. */
    public static LiveRules fixed(Ruleset ruleset, Clock clock) {
        return new LiveRules(new ReloadStatus(ruleset, clock.instant(), Optional.empty()), clock);
    }

    static LiveRules from(Ruleset ruleset, Clock clock) {
        Instant now = clock.instant();
        return new LiveRules(new ReloadStatus(ruleset, now, Optional.of(inForce(ruleset, now))), clock);
    }

    @Override
    public Ruleset get() {
        return status.ruleset();
    }

    /** How things stand. */
    public ReloadStatus status() {
        return status;
    }

    /** Tells {@code listener} of every reload from now on, on the thread that reloads. */
    public void listen(Consumer<ReloadEvent> listener) {
        listeners.add(listener);
    }

    void accept(Ruleset ruleset) {
        Instant now = clock.instant();
        change(Outcome.ACCEPTED, new ReloadStatus(ruleset, now, Optional.of(inForce(ruleset, now))));
    }

    /** The same rules under another revision: no news. */
    void replaceRevision(Ruleset ruleset) {
        status = new ReloadStatus(ruleset, status.since(), Optional.of(inForce(ruleset, clock.instant())));
    }

    void restore() {
        change(
                Outcome.RESTORED,
                new ReloadStatus(
                        status.ruleset(), status.since(), Optional.of(inForce(status.ruleset(), clock.instant()))));
    }

    void refuse(Contents contents, State state, List<Complaint> complaints) {
        OnDisk onDisk = new OnDisk(state, contents.version(), clock.instant(), complaints);
        change(Outcome.REFUSED, new ReloadStatus(status.ruleset(), status.since(), Optional.of(onDisk)));
    }

    private void change(Outcome outcome, ReloadStatus next) {
        status = next;
        listeners.forEach(listener -> listener.accept(new ReloadEvent(outcome, next)));
    }

    private static OnDisk inForce(Ruleset ruleset, Instant now) {
        return new OnDisk(State.IN_FORCE, ruleset.pack().version(), now, List.of());
    }
}
