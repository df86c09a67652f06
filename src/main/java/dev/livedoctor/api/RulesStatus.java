package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livedoctor.reload.ReloadStatus;
import dev.livedoctor.reload.ReloadStatus.OnDisk;
import dev.livedoctor.reload.ReloadStatus.State;
import dev.livedoctor.reload.RulesReloader;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.Ruleset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the rules stand, as a client sees it.
 *
 * @param state how the folder stands to the rules in force; SHIPPED where there is no folder
 * @param active the rules in force
 * @param onDisk what lies in the folder; absent where there is none
 * @param complaints why that was refused
 * @param closed why the rules cannot be changed here; absent where they can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RulesStatus(
        String state,
        Active active,
        @Nullable Folder onDisk,
        List<Complaint> complaints,
        @Nullable String closed) {
    private static final String SHIPPED = "SHIPPED";

    /**
     * The rules in force.
     *
     * @param pack its name
     * @param version content hash
     * @param revision of the git checkout that they lie in; absent where there is none
     * @param since when they came into force
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Active(
            String pack, String version, @Nullable String revision, String since) {}

    /**
     * What lies in the folder.
     *
     * @param directory where it is
     * @param version content hash of what could be read
     * @param at when it was last judged
     */
    public record Folder(String directory, String version, State state, String at) {}

    static RulesStatus of(ReloadStatus status, Optional<RulesReloader> reloader, Optional<String> closed) {
        Ruleset ruleset = status.ruleset();
        Active active = new Active(
                ruleset.pack().name(),
                ruleset.pack().version(),
                ruleset.revision(),
                status.since().toString());
        return status.onDisk()
                .map(disk -> new RulesStatus(
                        disk.state().name(), active, folder(disk, reloader), disk.complaints(), closed.orElse(null)))
                .orElseGet(() -> new RulesStatus(SHIPPED, active, null, List.of(), closed.orElse(null)));
    }

    private static Folder folder(OnDisk disk, Optional<RulesReloader> reloader) {
        return new Folder(
                reloader.map(RulesReloader::path).map(Object::toString).orElse(""),
                disk.version(),
                disk.state(),
                disk.at().toString());
    }
}
