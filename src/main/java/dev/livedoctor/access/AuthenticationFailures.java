package dev.livedoctor.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts credentials that were refused. Logs one of many: somebody who tries keys must not fill the disk. */
@ApplicationScoped
class AuthenticationFailures {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = Logger.getLogger(AuthenticationFailures.class);

    private final Counter counter;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    AuthenticationFailures(MeterRegistry registry) {
        counter = Counter.builder("livedoctor.access.refused")
                .description("API keys and tokens that were refused")
                .register(registry);
    }

    void count(@Observes AuthenticationFailureEvent event) {
        counter.increment();
    }

    void tell(RefusedKeyException refusal, SocketAddress from) {
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS)) {
            LOG.warnf(
                    "Refused %s from %s; more of them count in livedoctor_access_refused_total only",
                    refusal.getMessage(), from.hostAddress());
        }
    }
}
