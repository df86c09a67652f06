package dev.livedoctor.api;

import dev.livedoctor.reload.Author;
import dev.livedoctor.reload.EditingClosedException;
import dev.livedoctor.reload.LiveRules;
import dev.livedoctor.reload.RulesHistory;
import dev.livedoctor.reload.RulesReloader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where rules are read and changed, be there a folder or not. */
@ApplicationScoped
class RulesAccess {
    private static final String NO_FOLDER =
            "The rules are those of the jar, which nobody can change. Maybe export them, and set livedoctor.rules.directory?";

    private final LiveRules live;
    private final Optional<RulesReloader> reloader;

    RulesAccess(LiveRules live, Optional<RulesReloader> reloader) {
        this.live = live;
        this.reloader = reloader;
    }

    /** The files as they lie in the folder; those of the jar where there is none. */
    SortedMap<String, String> files() {
        return reloader.map(one -> one.contents().files())
                .orElseGet(() -> live.get().pack().files());
    }

    RulesHistory history() {
        return reloader.map(one -> RulesHistory.of(one.path())).orElse(RulesHistory.NONE);
    }

    /** Why the rules cannot be changed; empty where they can. */
    Optional<String> readOnlyReason() {
        return reloader.map(RulesReloader::readOnlyReason).orElse(Optional.of(NO_FOLDER));
    }

    RulesChangeResult edit(UnaryOperator<SortedMap<String, String>> change, Author author, String reason) {
        OneLine.check("reason", reason);
        RulesReloader open = reloader.orElseThrow(() -> new EditingClosedException(NO_FOLDER));
        return RulesChangeResult.of(open.edit(change, author, reason));
    }

    /** The authenticated caller, with the claimed name in brackets: several may share a key, and nobody may pose as another. */
    Author author(SecurityContext security, @Nullable String said) {
        @Nullable Principal proved = security.getUserPrincipal();
        String name = proved == null || proved.getName() == null ? "" : proved.getName();
        String own = said == null ? "" : said;
        OneLine.check("author", own);
        return name.isBlank() ? Author.of(own) : Author.of(name).withClaimedName(own);
    }
}
