package dev.livedoctor.api;

import dev.livedoctor.diagnosis.Report;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What Prometheus learns of diagnoses, zeros included before the first one. Meters are looked up once: a look-up by tags costs more than the
 * count.
 */
@Startup
@ApplicationScoped
class DiagnosisMetrics {
    private static final Logger LOG = Logger.getLogger(DiagnosisMetrics.class);

    private final MeterRegistry registry;
    private final Map<Status, Counter> answered = new EnumMap<>(Status.class);
    private final Counter refused;
    private final Counter fired;
    private final Timer parse;
    private final Timer diagnose;
    private final Timer render;
    private final Map<Verdict, Map<String, Counter>> diagnoses = new EnumMap<>(Verdict.class);
    private final Map<String, Counter> overrun = new ConcurrentHashMap<>();

    DiagnosisMetrics(MeterRegistry registry, AdmissionControl admissionControl) {
        this.registry = registry;
        for (Status status : Status.values()) {
            answered.put(status, requests("answered", status.name()));
        }
        refused = requests("refused", "");
        fired = Counter.builder("livedoctor.rules.fired")
                .description("how many times a rule fired")
                .register(registry);
        parse = phase("parse");
        diagnose = phase("diagnose");
        render = phase("render");
        for (Verdict verdict : Verdict.values()) {
            diagnoses.put(verdict, new ConcurrentHashMap<>());
        }
        Gauge.builder("livedoctor.in.flight", admissionControl, AdmissionControl::inFlight)
                .description("requests for a diagnosis under way")
                .register(registry);
    }

    private Counter requests(String outcome, String status) {
        return Counter.builder("livedoctor.requests")
                .description("snapshots that came for a diagnosis")
                .tags("outcome", outcome, "status", status)
                .register(registry);
    }

    private Timer phase(String phase) {
        return Timer.builder("livedoctor.phase")
                .description("time that a phase of a diagnosis takes")
                .tag("phase", phase)
                .register(registry);
    }

    void refused() {
        refused.increment();
    }

    void answered(Report report, long parseNanos, long diagnoseNanos, long renderNanos) {
        parse.record(parseNanos, TimeUnit.NANOSECONDS);
        diagnose.record(diagnoseNanos, TimeUnit.NANOSECONDS);
        render.record(renderNanos, TimeUnit.NANOSECONDS);
        fired.increment(report.rules().fired());
        Objects.requireNonNull(answered.get(report.status())).increment();
        for (Report.Diagnosis diagnosis : report.diagnoses()) {
            Objects.requireNonNull(diagnoses.get(diagnosis.verdict()))
                    .computeIfAbsent(diagnosis.code(), cause -> verdicts(cause, diagnosis.verdict()))
                    .increment();
        }
        for (Report.Warning warning : report.warnings()) {
            if (warning.code().equals(Report.Warning.RULE_OVERRUN)) {
                overrun.computeIfAbsent(warning.name(), this::overrun).increment();
            }
        }
    }

    /** Told once in the log, too, since it is the rule that needs mending, whatever room it met. */
    private Counter overrun(String rule) {
        LOG.warnf("The rule \"%s\" would have fired too often for a snapshot, and is left out wherever it would", rule);
        return Counter.builder("livedoctor.rules.overrun")
                .description("snapshots for which a rule would have fired too often and was left out")
                .tag("rule", rule)
                .register(registry);
    }

    private Counter verdicts(String cause, Verdict verdict) {
        return Counter.builder("livedoctor.diagnoses")
                .description("causes that were diagnosed")
                .tags("cause", cause, "verdict", verdict.name())
                .register(registry);
    }
}
