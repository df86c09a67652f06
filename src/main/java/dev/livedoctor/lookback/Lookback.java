package dev.livedoctor.lookback;

import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.History;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Insight.Unsaid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks the recorded past. Safe for use by many threads at once. */
public final class Lookback {
    /** How long an answer may wait for what was recorded meanwhile to be counted. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Map<String, Question> QUESTIONS = new TreeMap<>(Map.of(
            StallHours.QUESTION, StallHours::ask,
            WeakCategories.QUESTION, WeakCategories::ask,
            ViewerLossRegions.QUESTION, ViewerLossRegions::ask,
            Releases.QUESTION, Releases::ask,
            RepeatedCauses.QUESTION, RepeatedCauses::ask));

    private final History history;
    private final Clock clock;

    private interface Question {
        Insight ask(RollUpReader rollUps, RollUpReader.Query query, RoomCalendar calendar);
    }

    /** Asks {@code history}; {@code clock} tells how long that takes. */
    public Lookback(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** The names of the questions. */
    public static Set<String> questions() {
        return QUESTIONS.keySet();
    }

    /**
     * What the past says.
     *
     * @param question one of {@link #questions()}
     * @param zone whose local time counts; null for that of each room
     * @throws QueryTooLargeException where there is more than can be compared at once
     */
    public Insight ask(String question, RollUpReader.Query query, @Nullable ZoneId zone) {
        Question asked = QUESTIONS.get(question);
        if (asked == null) {
            throw new IllegalArgumentException("There is no question " + question);
        }
        Optional<RollUpReader> rollUps = history.rollUps();
        if (rollUps.isEmpty()) {
            return nothing(question);
        }
        int left = rollUps.get().rollUpPending(query, clock.instant().plus(PATIENCE));
        Instant end = clock.instant().plus(LONGEST);
        RollUpReader bounded = rollUps.get().withInterrupt(() -> {
            if (clock.instant().isAfter(end)) {
                throw new QueryTooLargeException(LONGEST);
            }
        });
        Insight insight = asked.ask(bounded, query, new RoomCalendar(zone));
        if (left > 0) {
            return unfinished(insight, left);
        }
        // What was recorded and could not be used is told by the answer itself.
        return insight.broadcasts() == 0 && insight.unsaid().isEmpty() ? nothing(question) : insight;
    }

    private static Insight nothing(String question) {
        Text why = new Text(
                "Nothing was recorded in this time that answers the question. Maybe record snapshots with POST"
                        + " /rooms/{room}/snapshots?",
                "这段时间没有可回答该问题的记录。请先用 POST /rooms/{room}/snapshots 记录快照。");
        return new Insight(
                question, why, new Text("", ""), 0, 0, 0, List.of(), List.of(new Unsaid("NOTHING_RECORDED", why)));
    }

    private static Insight unfinished(Insight insight, int left) {
        List<Unsaid> unsaid = new ArrayList<>(insight.unsaid());
        unsaid.add(
                0,
                new Unsaid(
                        "NOT_COUNTED_YET",
                        NumberWords.some(left, "hour was", "hours were")
                                + " recorded lately and not counted yet; ask again.",
                        "最近记录的 " + left + " 个小时尚未计入，请稍后再问。"));
        return new Insight(
                insight.question(),
                insight.summary(),
                insight.method(),
                insight.asked(),
                insight.rooms(),
                insight.broadcasts(),
                insight.items(),
                unsaid);
    }
}
