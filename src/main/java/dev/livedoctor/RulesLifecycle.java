package dev.livedoctor;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.outbound.BadDestinationException;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.reload.FolderPoller;
import dev.livedoctor.reload.LiveRules;
import dev.livedoctor.reload.ReloadLog;
import dev.livedoctor.reload.ReloadWebhook;
import dev.livedoctor.reload.RulesReloader;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePack;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The rules in force, loaded before the first request is let in, and the folder that they come from. */
@Startup(RulesLifecycle.FIRST)
@Singleton
public class RulesLifecycle {
    /** Before everything that needs rules. */
    static final int FIRST = 100;

    private static final int LAST = Integer.MAX_VALUE;

    private static final Logger LOG = Logger.getLogger(RulesLifecycle.class);
    private static final Duration WEBHOOK_PAUSE = Duration.ofSeconds(1);
    private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(5);

    private final RulesSource source;
    private final Duration pause;
    private final Optional<OutboundClient> client;
    private Optional<FolderPoller> poller = Optional.empty();

    RulesLifecycle(RulesConfig config, ReloadConfig reload, RuleCompiler compiler, Clock clock) {
        source = RulesSource.of(config.directory(), compiler, clock);
        LiveRules live = source.live();
        live.listen(new ReloadLog());
        client = reload.webhook().map(target -> webhook(live, target, reload));
        pause = reload.pause();
        RulePack pack = live.get().pack();
        LOG.infof(
                "Rules %s %s from %s: %d causes, %d symptoms, %d metrics",
                pack.name(),
                pack.version(),
                config.directory().map(Object::toString).orElse("the jar"),
                pack.causes().size(),
                pack.symptoms().size(),
                pack.metrics().size());
    }

    private static OutboundClient webhook(LiveRules live, String target, ReloadConfig reload) {
        try {
            Destination destination = Destination.of(target);
            OutboundClient calls =
                    new OutboundClient(new EgressPolicy(reload.allowedNetworks().orElse(List.of())), WEBHOOK_TIMEOUT);
            live.listen(new ReloadWebhook(calls, destination, WEBHOOK_PAUSE));
            return calls;
        } catch (BadDestinationException e) {
            throw new RefusedStartException("livedoctor.reload.webhook: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    LiveRules live() {
        return source.live();
    }

    @Produces
    @Singleton
    Optional<RulesReloader> reloader() {
        return source.reloader();
    }

    /** After everything that a start waits for. */
    void watch(@Observes @Priority(LAST) StartupEvent started) {
        poller = source.reloader().map(watched -> new FolderPoller(watched, pause));
    }

    @PreDestroy
    void stop() {
        poller.ifPresent(FolderPoller::close);
        client.ifPresent(OutboundClient::close);
    }
}
