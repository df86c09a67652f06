package dev.livedoctor.access;

import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Decides before anything else starts whether it may, and which keys are good. */
@ApplicationScoped
public class AccessStartup {
    /** Before the rules are read: a refusal is quick. */
    private static final int FIRST = 50;

    private static final Logger LOG = Logger.getLogger(AccessStartup.class);

    private final AccessSettings settings;
    private final FirstKey firstKey;
    private final Keys keys;

    AccessStartup(AccessConfig config, VertxHttpConfig http, OidcConfig oidc, Keys keys) {
        this.settings =
                new AccessSettings(config.keys(), configured(oidc), http.hostEnabled() ? http.host() : "localhost");
        this.firstKey = new FirstKey(config.directory());
        this.keys = keys;
    }

    private static boolean configured(OidcConfig oidc) {
        return oidc.namedTenants().values().stream()
                .anyMatch(tenant -> tenant.tenantEnabled()
                        && (tenant.authServerUrl().isPresent()
                                || tenant.publicKey().isPresent()));
    }

    /** What is configured. */
    AccessSettings settings() {
        return settings;
    }

    @Startup(FIRST)
    void start() {
        settings.refusal().ifPresent(sentence -> {
            throw new RefusedStartException(sentence);
        });
        if (settings.keys().isPresent()) {
            KeyFile file = new KeyFile(settings.keys().get());
            try {
                keys.follow(file);
            } catch (BadKeysException e) {
                throw new RefusedStartException(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new RefusedStartException("Cannot read the API keys in livedoctor.access.keys: " + e
                        + ". Maybe make them with 'keys create'?");
            }
        } else if (settings.open()) {
            useFirstKey();
        }
    }

    private void useFirstKey() {
        try {
            boolean made = firstKey.make();
            keys.follow(firstKey);
            LOG.infof(
                    "Everybody on this machine may ask for diagnoses; the key for all else %s in %s",
                    made ? "was written now, and stands" : "stands", firstKey.path());
            if (!new OwnerOnlyFile(firstKey.path()).posix()) {
                LOG.warnf("This file system keeps no secrets. Keep others out of %s", firstKey.directory());
            }
        } catch (BadKeysException e) {
            LOG.warnf("Nobody may read or change rules: %s", e.getMessage());
        } catch (IOException e) {
            LOG.warnf(
                    "Nobody may read or change rules, as the first key cannot be kept: %s. Maybe set livedoctor.access.keys, or"
                            + " livedoctor.access.directory to a folder that can be written",
                    e);
        }
    }
}
