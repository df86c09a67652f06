package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Basis;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Reading.Habit;
import dev.livedoctor.diagnosis.Reading.State;
import dev.livedoctor.diagnosis.Reading.Trend;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.Metric.Worse;
import dev.livedoctor.ruleset.Thresholds.Bounds;
import dev.livedoctor.ruleset.Thresholds.Deviation;
import dev.livedoctor.ruleset.Thresholds.Limits;
import dev.livedoctor.ruleset.Thresholds.Tolerance;
import java.util.Objects;

/** Compares numbers with their bounds, their baseline and their peers: a number becomes a reading. */
final class Judge {
    /** A move of this size between two windows is a trend (estimate). */
    private static final double RISING = 1.12;

    private static final double FALLING = 0.88;

    /** Standard deviations of chance that a share or a rate must lie beyond its bound (estimate). */
    private static final double CHANCE = 1;

    /**
     * Standard deviations for a mean of shares: a viewer who stalls at all stalls for about a quarter of the time, so that the mean varies
     * half as much as a share of people who all stall from beginning to end (estimate).
     */
    private static final double CHANCE_OF_MEAN = 0.5;

    /** So many hits at least must be seen before a share counts as high. */
    private static final double FEWEST_HITS = 2;
    /** How far beyond its bound, as a part of it, a share lies that would be news if more people were there. */
    private static final double FAR = 0.5;

    /** Under this part of the bound a value is well, however much better the peers are (estimate). */
    private static final double PEER_FLOOR = 0.5;

    private final Thresholds thresholds;

    Judge(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * A number on its way to a reading.
     *
     * @param value in the metric's unit
     * @param baseline what it usually is; NaN where unknown
     * @param previous the window before; NaN where unknown
     * @param peers what the rest of the slices shows; NaN for the whole room
     * @param sample how many it is taken of, or at most is; NaN where unknown
     * @param share of the room's viewers in the scope
     * @param minutes length of the window, for rates a minute
     */
    record Input(
            double value, double baseline, double previous, double peers, double sample, double share, double minutes) {
        /** A number of which nothing is known but what it usually is, NaN where that is not either. */
        static Input alone(double value, double baseline, double share) {
            return new Input(value, baseline, Double.NaN, Double.NaN, Double.NaN, share, Double.NaN);
        }
    }

    /** The reading of {@code metric} in {@code scope}. */
    Reading judge(Metric metric, Scope scope, Input in, Limits limits) {
        return new Reader(metric, scope, in, limits).read();
    }

    /** How a value lies to what it is held against, and the bounds around that. */
    private record Deviations(
            boolean known, boolean high, boolean low, boolean far, double highBound, double lowBound) {
        static final Deviations NONE = new Deviations(false, false, false, false, Double.NaN, Double.NaN);

        boolean bad(Worse worse) {
            return high && worse != Worse.LOW || low && worse != Worse.HIGH;
        }

        /** The bound that is exceeded, where one is. */
        double exceeded() {
            return high ? highBound : lowBound;
        }

        State state() {
            return high ? State.HIGH : State.LOW;
        }

        double nearest(Worse worse) {
            return worse == Worse.LOW ? lowBound : highBound;
        }
    }

    /** One number being judged. */
    private final class Reader {
        private final Metric metric;
        private final Scope scope;
        private final Input in;
        private final Limits limits;
        private final Tolerance tolerance;
        private final Deviations usual;
        private final Deviations peers;

        Reader(Metric metric, Scope scope, Input in, Limits limits) {
            this.metric = metric;
            this.scope = scope;
            this.in = in;
            this.limits = limits;
            Bounds bounds = thresholds.bounds().get(metric.name());
            tolerance = bounds != null && bounds.tolerance() != null
                    ? bounds.tolerance()
                    : Objects.requireNonNull(thresholds.tolerances().get(metric.unit()));
            boolean usesBaseline = bounds == null || bounds.usesBaseline();
            usual = usesBaseline ? deviations(in.baseline) : Deviations.NONE;
            boolean farFromBad = in.value < PEER_FLOOR * limits.high();
            peers = usual.known() || !usesBaseline || farFromBad ? Deviations.NONE : deviations(in.peers);
        }

        Reading read() {
            if (isThin()) {
                return reading(Double.NaN, Basis.THRESHOLD, State.THIN, isFarBeyond(), false);
            }
            boolean high = in.value > limits.high();
            boolean beyond = high || in.value < limits.low();
            double bound = high ? limits.high() : limits.low();
            boolean byChance = beyond && byChance(bound, high);
            boolean harmful = beyond && !byChance;
            boolean severe = harmful && (high ? in.value > limits.severe() : isSeverelyLow());
            boolean agrees = high ? usual.high : usual.low;
            if (harmful ? agrees : usual.bad(metric.worse())) {
                return deviating(usual, Basis.BASELINE, severe);
            }
            if (!harmful && peers.bad(metric.worse())) {
                return deviating(peers, Basis.PEERS, severe);
            }
            if (beyond) {
                // Beyond the bound only by chance: THIN if far beyond (a larger sample would alarm), NORMAL if close to
                // it.
                State chance = Math.abs(in.value - bound) > FAR * bound ? State.THIN : State.NORMAL;
                return reading(bound, Basis.THRESHOLD, byChance ? chance : high ? State.HIGH : State.LOW, severe);
            }
            if (usual.high || usual.low) {
                return reading(usual.exceeded(), Basis.BASELINE, usual.state(), false, false);
            }
            boolean judged = isBounded() || usual.known() || peers.known();
            return reading(
                    nearestBound(),
                    !isBounded() && usual.known() ? Basis.BASELINE : Basis.THRESHOLD,
                    judged ? State.NORMAL : State.UNJUDGED,
                    false);
        }

        private boolean isThin() {
            return metric.of() != null && in.sample < thresholds.guards().sample();
        }

        /** Whether more than chance puts a share of people far beyond its bound, however few they are. */
        private boolean isFarBeyond() {
            boolean high = in.value > limits.high();
            double bound = high ? limits.high() : limits.low();
            return metric.unit() == Unit.RATIO
                    && !metric.averaged()
                    && (high || in.value < limits.low())
                    && Math.abs(in.value - bound) > FAR * bound
                    && !byChance(bound, high);
        }

        private boolean isBounded() {
            return !Double.isNaN(limits.high()) || !Double.isNaN(limits.low());
        }

        /** The bound that a value within all of them is told beside. */
        private double nearestBound() {
            if (!Double.isNaN(limits.high()) && (Double.isNaN(limits.low()) || metric.worse() != Worse.LOW)) {
                return limits.high();
            }
            return !Double.isNaN(limits.low()) ? limits.low() : usual.nearest(metric.worse());
        }

        private Reading deviating(Deviations deviation, Basis basis, boolean severe) {
            return reading(deviation.exceeded(), basis, deviation.state(), severe || deviation.far && !isBounded());
        }

        private Reading reading(double bound, Basis basis, State state, boolean severe) {
            return reading(bound, basis, state, state == State.HIGH || state == State.LOW, severe);
        }

        private Reading reading(double bound, Basis basis, State state, boolean harmful, boolean severe) {
            return new Reading(
                    metric.name(),
                    scope,
                    in.value,
                    usual.known() ? in.baseline : peers.known() ? in.peers : Double.NaN,
                    bound,
                    in.value > bound ? Direction.ABOVE : Direction.BELOW,
                    basis,
                    Double.isNaN(in.sample) ? -1 : Math.round(in.sample),
                    in.share,
                    state,
                    harmful,
                    severe,
                    !usual.known() ? Habit.UNKNOWN : usual.bad(metric.worse()) ? Habit.UNUSUAL : Habit.USUAL,
                    trend());
        }

        /** A metric with bounds on both sides mirrors its severe bound; one with a low bound alone has it below that. */
        private boolean isSeverelyLow() {
            return limits.severe() > limits.high()
                    ? in.value < limits.low() - (limits.severe() - limits.high())
                    : in.value < limits.severe();
        }

        /** Whether so few were hit, or were to be hit, that chance alone may put the value beyond {@code bound}. */
        private boolean byChance(double bound, boolean high) {
            double exposed = exposed();
            if (Double.isNaN(exposed)) {
                return false;
            }
            double variance = bound * exposed * (metric.unit() == Unit.RATIO ? 1 - bound : 1);
            double chance = metric.averaged() ? CHANCE_OF_MEAN : CHANCE;
            boolean near = Math.abs(in.value - bound) * exposed < chance * Math.sqrt(variance);
            return near
                    || (high
                            ? in.value * exposed < FEWEST_HITS
                            : bound * exposed < thresholds.guards().events());
        }

        /** How many times it could have happened: people for a share, minutes of people for a rate; NaN for what is not counted. */
        private double exposed() {
            return switch (metric.unit()) {
                case RATIO -> in.sample;
                case PER_MIN -> in.sample * in.minutes;
                default -> Double.NaN;
            };
        }

        private Deviations deviations(double reference) {
            if (Double.isNaN(reference)) {
                return Deviations.NONE;
            }
            double magnitude = Math.abs(reference);
            Deviation up = tolerance.high();
            Deviation down = tolerance.low();
            double highBound = reference + Math.max(magnitude * Math.abs(up.times() - 1), up.least());
            double lowBound = reference - Math.max(magnitude * Math.abs(1 - down.times()), down.least());
            double significance = thresholds.guards().significance();
            boolean high = in.value > highBound
                    && in.value - reference > significance * noiseAbove(reference)
                    && !isFewer(in.value);
            boolean low = in.value < lowBound
                    && reference - in.value > significance * noise(reference, chance(reference))
                    && !isFewer(reference);
            boolean far = high && in.value > reference * up.times() * up.times()
                    || low && in.value < reference * down.times() * down.times();
            return new Deviations(true, high, low, far, highBound, lowBound);
        }

        /** Whether {@code share} of the sample are so few that nothing can be said of what is usual. */
        private boolean isFewer(double share) {
            return metric.unit() == Unit.RATIO
                    && share * in.sample < thresholds.guards().events();
        }

        /** Chance reaches further up than down: its square root is even (Anscombe 1948). */
        private double noiseAbove(double reference) {
            return noise(reference, (chance(reference) + chance(in.value)) / 2);
        }

        /** The standard deviation that chance and habit give a value around {@code reference}; a share varies no more than what is left of it does. */
        private double noise(double reference, double chance) {
            double varying = metric.unit() == Unit.RATIO ? Math.min(reference, Math.max(0, 1 - reference)) : reference;
            return Math.hypot(chance, thresholds.guards().overdispersion() * varying);
        }

        /**
         * The standard deviation of what is counted around {@code mean}, by chance alone; one at least is expected. 0 where it is not known.
         */
        private double chance(double mean) {
            return switch (metric.unit()) {
                case RATIO ->
                    Double.isNaN(in.sample) || in.sample <= 0
                            ? 0
                            : Math.sqrt(Math.max(mean * (1 - mean), 1 / in.sample) / in.sample);
                case PER_MIN -> {
                    // Without a sample it is a rate of the room, and what happened in the window is counted.
                    double exposed = metric.of() == null ? in.minutes : exposed();
                    yield exposed > 0 ? Math.sqrt(Math.max(mean, 1 / exposed) / exposed) : 0;
                }
                case COUNT, GAUGE -> Math.sqrt(Math.max(mean, 1));
                default -> 0;
            };
        }

        private Trend trend() {
            if (Double.isNaN(in.previous)) {
                return Trend.UNKNOWN;
            }
            double moved = in.value - in.previous;
            double noise = metric.unit() == Unit.COUNT || metric.unit() == Unit.GAUGE
                    ? 2 * Math.sqrt(Math.max(in.previous, 1))
                    : Math.min(tolerance.high().least(), Math.abs(in.previous) * (RISING - 1));
            if (moved > Math.abs(in.previous) * (RISING - 1) && moved > noise) {
                return Trend.RISING;
            }
            if (-moved > Math.abs(in.previous) * (1 - FALLING) && -moved > noise) {
                double chance = thresholds.guards().significance() * noise(in.previous, chance(in.previous));
                return -moved > Math.max(Math.abs(in.previous) / 2, chance) ? Trend.HALVED : Trend.FALLING;
            }
            return Trend.FLAT;
        }
    }
}
