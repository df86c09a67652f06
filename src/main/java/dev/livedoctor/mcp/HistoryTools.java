package dev.livedoctor.mcp;

import dev.livedoctor.access.Roles;
import dev.livedoctor.api.InsightsResource;
import dev.livedoctor.api.ReportPipeline;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.History;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Lookback;
import dev.livedoctor.lookback.PostMortems;
import dev.livedoctor.ruleset.Ruleset;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What agents may ask of the recorded past. */
@ApplicationScoped
public class HistoryTools {
    private static final int MOST_DAYS = 400;
    private static final Duration LONGEST = Duration.ofDays(7);

    private final History history;
    private final Lookback lookback;
    private final PostMortems postMortems;
    private final Supplier<ReportPipeline> pipelines;
    private final Clock clock;
    private final Caller caller;

    HistoryTools(
            History history,
            Lookback lookback,
            PostMortems postMortems,
            Supplier<ReportPipeline> pipelines,
            Clock clock,
            Caller caller) {
        this.history = history;
        this.lookback = lookback;
        this.postMortems = postMortems;
        this.pipelines = pipelines;
        this.clock = clock;
        this.caller = caller;
    }

    @Tool(
            name = "rooms",
            description = "The names of the rooms that snapshots are recorded of",
            structuredContent = true,
            annotations =
                    @Tool.Annotations(
                            title = "Recorded rooms",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    RoomNames rooms(@ToolArg(description = "part of a name; without it, all", defaultValue = "") String search) {
        caller.needs(Roles.RECORD);
        return RoomNames.of(history.rooms(), search);
    }

    @Tool(
            name = "look_back",
            description =
                    "What the recorded past says, with statistics: stall-hours (which hours of the week stall again and"
                            + " again), categories (which convert persistently badly), regions (which lose too many"
                            + " viewers), releases (what changed after one), causes (which repeat)",
            structuredContent = true,
            annotations =
                    @Tool.Annotations(
                            title = "Look back",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    InsightView lookBack(
            @ToolArg(description = "stall-hours, categories, regions, releases or causes") String question,
            @ToolArg(description = "one room; without it, all", defaultValue = "") String room,
            @ToolArg(description = "one market, such as ID; without it, all", defaultValue = "") String market,
            @ToolArg(description = "how many days back, 1 to 400", defaultValue = "84") int days,
            @ToolArg(description = Tools.LANGUAGE, defaultValue = "en") String language) {
        caller.needs(Roles.RECORD);
        Language spoken = Tools.language(language);
        String name = question.strip().toLowerCase(Locale.ROOT);
        if (!Lookback.questions().contains(name)) {
            throw new ToolCallException("The question must be one of " + Lookback.questions() + ".");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new ToolCallException("The days must be 1 to " + MOST_DAYS + ".");
        }
        Instant now = clock.instant();
        RollUpReader.Query query =
                new RollUpReader.Query(now.minus(Duration.ofDays(days)), now, given(room), given(market), null);
        return inTurn(() -> InsightView.of(lookback.ask(name, query, null), spoken));
    }

    @Tool(
            name = "post_mortem",
            description =
                    "What happened in a room: incidents with causes and evidence, what was done and whether it helped, what to"
                            + " prevent",
            structuredContent = true,
            annotations =
                    @Tool.Annotations(
                            title = "Post-mortem",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    PostMortemView postMortem(
            @ToolArg(description = "the room's name as in its snapshots") String room,
            @ToolArg(description = "as 2026-11-22T13:04:00Z; a day before to without it", defaultValue = "")
                    String from,
            @ToolArg(description = "as 2026-11-22T17:04:00Z; now without it", defaultValue = "") String to,
            @ToolArg(description = Tools.LANGUAGE, defaultValue = "en") String language) {
        caller.needs(Roles.RECORD);
        Language spoken = Tools.language(language);
        Instant last = time(to, clock.instant());
        Instant first = time(from, last.minus(Duration.ofDays(1)));
        if (!first.isBefore(last) || first.plus(LONGEST).isBefore(last)) {
            throw new ToolCallException("The time must begin before it ends, and be seven days at most.");
        }
        Ruleset rules = pipelines.get().ruleset();
        return inTurn(() -> postMortems
                .of(room, first, last, null, rules, rules.pack().causes())
                .map(found -> PostMortemView.of(found, spoken))
                .orElseThrow(() -> new ToolCallException(
                        "Nothing is recorded of that room in that time. Maybe another spelling, see the tool rooms?")));
    }

    /** The refusals of HTTP are of no use here. */
    private static <T> T inTurn(Supplier<T> work) {
        try {
            return InsightsResource.inTurn(work);
        } catch (ToolCallException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ToolCallException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text;
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return text.isBlank()
                    ? otherwise
                    : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new ToolCallException("A time must be such as 2026-11-22T13:04:00Z.");
        }
    }
}
