package dev.livedoctor.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The keys in force. Their file is read again every second: by content, so that it does not matter how it is replaced. */
@ApplicationScoped
class Keys {
    private static final long PERIOD_SECONDS = 1;
    private static final Logger LOG = Logger.getLogger(Keys.class);

    private final Clock clock;
    private final ScheduledExecutorService executor;
    private volatile Keyring ring = Keyring.EMPTY;
    private String complaint = "";

    Keys(Clock clock, ScheduledExecutorService executor) {
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Takes the keys from {@code source}, now and whenever they change. A source that breaks later changes nothing.
     *
     * @throws BadKeysException where it holds none
     */
    void follow(KeySource source) throws IOException {
        List<ApiKey> first = source.read();
        if (first.isEmpty()) {
            throw new BadKeysException(source.path(), "holds no key. Maybe make one with 'keys create'?");
        }
        ring = Keyring.of(first);
        executor.scheduleWithFixedDelay(() -> refresh(source), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** The holder of {@code secret}. */
    SecurityIdentity identify(Secret secret) {
        return ring.identify(secret, clock.instant());
    }

    void refresh(KeySource source) {
        try {
            List<ApiKey> now = source.read();
            if (!now.equals(ring.keys())) {
                ring = Keyring.of(now);
                LOG.infof("%d API keys from %s are in force", now.size(), source.path());
            }
            complaint = "";
        } catch (IOException | BadKeysException e) {
            if (!complaint.equals(e.toString())) {
                complaint = e.toString();
                LOG.errorf("The API keys read before stay in force: %s", e.getMessage());
            }
        }
    }
}
