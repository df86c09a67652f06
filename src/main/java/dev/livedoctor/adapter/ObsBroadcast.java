package dev.livedoctor.adapter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One broadcast, as the log of OBS tells it. What the log does not say is not known, which is not zero. */
final class ObsBroadcast {
    /** Most changes that are kept of a broadcast: more reconnects say nothing new. */
    private static final int MOST_CHANGES = 1_000;

    private final Instant started;
    private final double frameRate;
    private final double height;
    private final double kbps;
    private final List<Change> changes = new ArrayList<>();
    private @Nullable Instant stopped;
    private boolean dropsCounted = true;
    private double output = Double.NaN;
    private double drawn = Double.NaN;
    private double dropped;
    private double lagged;
    private double skippedRatio = Double.NaN;

    /** What changed in the line to the platform. */
    enum ChangeType {
        CONNECTED,
        DISCONNECTED,
        RECONNECTING,
        ENCODER_FAILED
    }

    /**
     * A change.
     *
     * @param at when
     * @param what changed
     */
    record Change(Instant at, ChangeType what) {}

    ObsBroadcast(Instant started, double frameRate, double height, double kbps) {
        this.started = started;
        this.frameRate = frameRate;
        this.height = height;
        this.kbps = kbps;
    }

    void stop(Instant at) {
        stopped = at;
    }

    void skipped(double frames, double of) {
        skippedRatio = of > 0 ? frames / of : Double.NaN;
    }

    void frames(boolean ofOutput, double attempted) {
        if (ofOutput) {
            output = attempted;
        } else {
            drawn = attempted;
        }
    }

    void lost(boolean byNetwork, double frames) {
        if (byNetwork) {
            dropped = frames;
        } else {
            lagged = frames;
        }
    }

    /** SRT and RIST send again what was lost, and OBS counts nothing. */
    void countsNoDrops() {
        dropsCounted = false;
    }

    void connected(Instant at) {
        change(at, ChangeType.CONNECTED);
    }

    void disconnected(Instant at) {
        change(at, ChangeType.DISCONNECTED);
    }

    void reconnecting(Instant at) {
        change(at, ChangeType.RECONNECTING);
    }

    void encoderFailed(Instant at) {
        change(at, ChangeType.ENCODER_FAILED);
    }

    private void change(Instant at, ChangeType what) {
        // What comes after is of the next one.
        if (stopped == null && changes.size() < MOST_CHANGES) {
            changes.add(new Change(at, what));
        }
    }

    Instant started() {
        return started;
    }

    @Nullable
    Instant stopped() {
        return stopped;
    }

    List<Change> changes() {
        return changes;
    }

    /** The share of frames that the network refused. OBS says how many only where there are any. */
    double droppedRatio() {
        return dropsCounted && output > 0 ? dropped / output : Double.NaN;
    }

    /** The share of frames that were not drawn in time; likewise. */
    double laggedRatio() {
        return drawn > 0 ? lagged / drawn : Double.NaN;
    }

    /** The share of frames that were not encoded in time; not known where OBS says nothing of it. */
    double skippedRatio() {
        return skippedRatio;
    }

    double frameRate() {
        return frameRate;
    }

    double height() {
        return height;
    }

    double kbps() {
        return kbps;
    }
}
