package dev.livedoctor.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.livedoctor.reload.ReloadStatus;
import dev.livedoctor.reload.ReloadStatus.OnDisk;
import dev.livedoctor.ruleset.Ruleset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules as a model reads them: which are in force, why others are not, and the names that match a search. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RulesView(
        String pack,
        String version,
        @JsonPropertyDescription("of git") @Nullable String revision,
        String inForceSince,

        @JsonPropertyDescription("whether the folder of the rules holds something that was refused")
        boolean refused,

        @JsonPropertyDescription("why; the first ones") List<String> complaints,
        int totalComplaints,

        @JsonPropertyDescription("how many rules match in all")
        int totalRules,

        @JsonPropertyDescription("a name begins with the code of what the rule speaks of, in kebab-case")
        List<String> rules) {
    private static final int MOST_COMPLAINTS = 10;
    private static final int MOST_RULES = 60;

    static RulesView of(ReloadStatus status, String search) {
        Ruleset ruleset = status.ruleset();
        String wanted = search.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> rules = ruleset.ruleNames().stream()
                .filter(rule -> rule.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        List<String> complaints = status.onDisk().map(OnDisk::complaints).orElse(List.of()).stream()
                .map(Object::toString)
                .toList();
        return new RulesView(
                ruleset.pack().name(),
                ruleset.pack().version(),
                ruleset.revision(),
                status.since().toString(),
                status.refused(),
                complaints.subList(0, Math.min(MOST_COMPLAINTS, complaints.size())),
                complaints.size(),
                rules.size(),
                rules.subList(0, Math.min(MOST_RULES, rules.size())));
    }
}
