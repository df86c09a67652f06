package dev.livedoctor;

import dev.livedoctor.alert.AlertPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When something in a recorded room is an alert. */
@ConfigMapping(prefix = "livedoctor.alerts")
interface AlertsConfig {

    /** How long something critical must hold. */
    @WithDefault("1m")
    Duration critical();

    /** How long something major must hold. */
    @WithDefault("2m")
    Duration major();

    /** How long something minor must hold. */
    @WithDefault("5m")
    Duration minor();

    /** How long it must be gone to be over. */
    @WithDefault("3m")
    Duration clear();

    /** How long a room takes to fill after the beginning of a broadcast, and to empty before its end. */
    @WithDefault("20m")
    Duration tide();

    /** How much later than the newest window of its room a window may come and still count. */
    @WithDefault("2m")
    Duration lateness();

    /** After how long without a window there is a telemetry gap. */
    @WithDefault("5m")
    Duration gap();

    /** After how long a gap the broadcast counts as ended. */
    @WithDefault("2h")
    Duration over();

    /** How often telemetry gaps are looked for. */
    @WithDefault("5s")
    Duration look();

    /** The policy that this makes. */
    default AlertPolicy policy() {
        return new AlertPolicy(critical(), major(), minor(), clear(), tide(), lateness(), gap(), over());
    }
}
