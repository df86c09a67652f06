package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livedoctor.alert.ActionCheck;
import dev.livedoctor.alert.Ending;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeKind;
import dev.livedoctor.alert.FoldedFinding;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.Verdict;
import dev.livedoctor.history.Mutes.Mute;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An episode as it is answered: codes as they are, and words in the reader's language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertView(
        long id,
        String room,
        EpisodeKind kind,
        String cause,
        String title,
        State state,
        Severity severity,
        @Nullable Verdict verdict,
        double confidence,
        Map<String, String> scope,
        @Nullable Owner owner,
        @Nullable String action,
        Instant since,
        Instant opened,
        @Nullable Instant closed,
        @Nullable EndingView ended,
        @Nullable Long previous,
        @Nullable String under,
        boolean flapping,
        List<FoldedView> folded,
        @Nullable CheckView check,
        @Nullable MuteView muted,
        @Nullable String report) {

    /** Whether it is open. */
    enum State {
        OPEN,
        CLOSED
    }

    /** What ended it, and in words. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndingView(Ending.By by, Instant since, @Nullable String detail, String text) {}

    /** What is there because of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoldedView(
            EpisodeKind kind,
            String code,
            String title,
            @Nullable Severity severity,
            @Nullable Verdict verdict,
            Map<String, String> scope) {}

    /** Whether the first action works. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CheckView(
            String action,
            String metric,
            Direction direction,
            double bound,
            int withinMinutes,
            ActionCheck.State state,
            Instant since,
            boolean noted,
            @Nullable Double before,
            @Nullable Double last) {}

    /** Who muted it, until when and why. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MuteView(String room, String cause, Instant until, String by, String reason) {
        static MuteView of(Mute mute) {
            return new MuteView(mute.room(), mute.cause(), mute.until(), mute.by(), mute.reason());
        }
    }

    static AlertView of(Episode episode, AlertWords words, Language language, Optional<Mute> mute) {
        String action = words.firstAction(episode, language);
        return new AlertView(
                episode.id(),
                episode.room(),
                episode.kind(),
                episode.cause(),
                words.title(episode, language),
                episode.isOpen() ? State.OPEN : State.CLOSED,
                episode.severity(),
                episode.verdict(),
                episode.confidence(),
                episode.scope(),
                episode.owner(),
                action.isEmpty() ? null : action,
                episode.since(),
                episode.opened(),
                episode.closed(),
                ended(episode.ending(), language),
                episode.previous(),
                episode.under(),
                episode.flapping(),
                episode.folded().stream()
                        .map(one -> folded(one, words, language))
                        .toList(),
                checked(episode.check()),
                mute.map(MuteView::of).orElse(null),
                episode.report());
    }

    private static @Nullable EndingView ended(@Nullable Ending ending, Language language) {
        return ending == null
                ? null
                : new EndingView(ending.by(), ending.since(), ending.detail(), AlertWords.ending(ending, language));
    }

    private static FoldedView folded(FoldedFinding one, AlertWords words, Language language) {
        return new FoldedView(
                one.kind(),
                one.code(),
                words.title(one.kind(), one.code(), Scope.of(one.scope()), language),
                one.severity(),
                one.verdict(),
                one.scope());
    }

    private static @Nullable CheckView checked(@Nullable ActionCheck check) {
        return check == null
                ? null
                : new CheckView(
                        check.action(),
                        check.verify().metric(),
                        check.verify().direction(),
                        check.verify().bound(),
                        check.verify().withinMinutes(),
                        check.state(),
                        check.from(),
                        check.noted(),
                        check.before(),
                        check.last());
    }
}
