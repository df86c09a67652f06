package dev.livedoctor.chat;

import dev.livedoctor.alert.ActionCheck;
import dev.livedoctor.alert.Ending;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.EpisodeKind;
import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.diagnosis.Severity;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import dev.livedoctor.diagnosis.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts in words. Safe for use by many threads at once. */
public final class AlertWords {
    private static final Text SILENT = new Text("The room reports nothing", "直播间停止上报数据");
    private static final Text SILENT_AT_THE_END = new Text(
            "The room reports nothing; it usually ends about now, but not like this", "直播间停止上报数据；平时大约此时下播，但不是这样结束的");
    private static final Text SILENT_ACTION = new Text("Look at what sends the room's metrics", "检查直播间的数据上报程序");

    private final CodeLookup codes;

    /** Words with titles from {@code codes}. */
    public AlertWords(CodeLookup codes) {
        this.codes = codes;
    }

    /** What {@code episode} is about, in a few words. */
    public String title(Episode episode, Language language) {
        return episode.kind() == EpisodeKind.TELEMETRY_GAP && episode.severity() == Severity.MINOR
                ? SILENT_AT_THE_END.in(language)
                : title(episode.kind(), episode.cause(), Scope.of(episode.scope()), language);
    }

    /** The title of a cause or symptom; its code where the rules in force do not know it. */
    public String title(EpisodeKind kind, String code, Scope scope, Language language) {
        if (kind == EpisodeKind.TELEMETRY_GAP) {
            return SILENT.in(language);
        }
        CauseKnowledge cause = codes.cause(code);
        SymptomKnowledge symptom = codes.symptom(code);
        Text title = cause != null ? cause.title() : symptom != null ? symptom.title() : new Text(code, code);
        return ScopeWords.fill(title.in(language), scope, language);
    }

    /** What to do first about {@code episode}; empty where nothing is known. */
    Optional<Action> action(Episode episode) {
        CauseKnowledge cause = episode.kind() == EpisodeKind.CAUSE ? codes.cause(episode.cause()) : null;
        return cause == null ? Optional.empty() : cause.actions().stream().findFirst();
    }

    /** The title of what to do first; empty where nothing is known. */
    public String firstAction(Episode episode, Language language) {
        return episode.kind() == EpisodeKind.TELEMETRY_GAP
                ? SILENT_ACTION.in(language)
                : action(episode)
                        .map(action ->
                                ScopeWords.fill(action.title().in(language), Scope.of(episode.scope()), language))
                        .orElse("");
    }

    /** What happened, in a sentence. */
    public String sentence(EpisodeChange change, Language language) {
        Episode episode = change.episode();
        return switch (change.what()) {
            case OPENED -> opened(episode).in(language);
            case WORSE ->
                new Text("Worse: now ", "加重：现为").in(language)
                        + severity(episode.severity()).in(language);
            case FLAPPING ->
                new Text("Comes and goes: one alert until it stays away", "反复出现：在彻底消失前合并为一条告警").in(language);
            case STEADY -> new Text("Comes and goes no more", "不再反复").in(language);
            case FOLDED -> new Text("Explained by ", "已由其他原因解释：").in(language) + change.detail();
            case UNFOLDED -> new Text("What explained it is over, and it goes on", "解释它的原因已结束，它仍在持续").in(language);
            case ACTED -> new Text("Action taken: ", "已采取措施：").in(language) + change.detail();
            case WORKED -> checked(episode, new Text("The action works", "措施有效"), language);
            case FAILED -> checked(episode, new Text("No better in time", "未按时好转"), language);
            case CLOSED -> closed(episode, language);
        };
    }

    private static Text opened(Episode episode) {
        long minutes = minutes(episode.since(), episode.opened());
        String again = episode.previous() == null ? "" : ", again";
        String wieder = episode.previous() == null ? "" : "（再次出现）";
        return episode.kind() == EpisodeKind.TELEMETRY_GAP
                ? new Text("Silent for " + minutes + " min" + again, "已静默 " + minutes + " 分钟" + wieder)
                : new Text("Alert: for " + minutes + " min" + again, "告警：已持续 " + minutes + " 分钟" + wieder);
    }

    private static String checked(Episode episode, Text what, Language language) {
        ActionCheck check = episode.check();
        return check == null ? what.in(language) : what.in(language) + ": " + check(check, language);
    }

    /** What became of the metric that the first action should change. */
    public static String check(ActionCheck check, Language language) {
        String bound = Labels.direction(check.verify().direction()).in(language) + " "
                + SixDigits.of(check.verify().bound());
        return check.verify().metric() + " " + number(check.before()) + " → " + number(check.last()) + " (" + bound
                + ", " + check.verify().withinMinutes() + " min)";
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : SixDigits.of(value);
    }

    private static String closed(Episode episode, Language language) {
        long minutes = minutes(episode.since(), Objects.requireNonNullElse(episode.closed(), episode.opened()));
        Text after = new Text("Over after " + minutes + " min: ", "已结束，共 " + minutes + " 分钟：");
        return after.in(language) + ending(episode.ending(), language);
    }

    /** What ended an episode. */
    public static String ending(@Nullable Ending ending, Language language) {
        if (ending == null) {
            return "";
        }
        String detail = ending.detail() == null ? "" : ending.detail();
        Text text =
                switch (ending.by()) {
                    case ACTION_WORKED -> new Text("the action worked, " + detail, "措施生效，" + detail);
                    case RECOVERED -> new Text("recovered", "已恢复");
                    case OTHER_CAUSE -> new Text("something else explains it, " + detail, "另有原因，" + detail);
                    case NO_LONGER_SHOWN ->
                        new Text("nothing speaks for it any more, its symptoms go on", "不再有证据支持，症状仍在");
                    case NOT_MEASURED -> new Text("nothing has measured it for long", "长时间无相关数据，无法判断");
                    case RESUMED -> new Text("the room reports again", "已恢复上报");
                    case BROADCAST_ENDED -> new Text("the broadcast has ended", "直播已结束");
                    case WITHDRAWN -> new Text("a late window showed that it had not held", "迟到的数据表明它并未持续");
                };
        return text.in(language);
    }

    /** The severity in a word. */
    public static Text severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> new Text("CRITICAL", "严重");
            case MAJOR -> new Text("MAJOR", "重要");
            case MINOR -> new Text("MINOR", "轻微");
            case INFO -> new Text("INFO", "提示");
        };
    }

    private static long minutes(Instant from, Instant to) {
        return Math.max(0, Math.round(Duration.between(from, to).toSeconds() / 60.0));
    }

    /** The titles of the symptoms that are folded under {@code episode}. */
    List<String> symptoms(Episode episode, Language language) {
        return episode.folded().stream()
                .filter(one -> one.kind() == EpisodeKind.SYMPTOM)
                .map(one -> title(one.kind(), one.code(), Scope.of(one.scope()), language))
                .distinct()
                .toList();
    }
}
