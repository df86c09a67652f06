package dev.livedoctor.lookback;

import dev.livedoctor.alert.ActionCheck;
import dev.livedoctor.alert.Ending;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.Episodes;
import dev.livedoctor.lookback.PostMortem.Kind;
import dev.livedoctor.lookback.PostMortem.Moment;
import dev.livedoctor.snapshot.RoomEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the alerts of a room say of a time: they were raised while it lasted, and know which actions were noted. */
final class AlertNotes {
    private final Episodes episodes;
    private final List<Episode> all;

    AlertNotes(Episodes episodes, String room, Instant from, Instant to) {
        this.episodes = episodes;
        all = episodes.between(room, from, to);
    }

    /** The alert of a cause that was open while {@code run} lasted. */
    Optional<Episode> of(IncidentScanner.Run run) {
        return all.stream()
                .filter(one -> one.cause().equals(run.cause))
                .filter(one -> !one.since().isAfter(run.end))
                .filter(one -> isOpenAfter(one, run.start))
                .findFirst();
    }

    private static boolean isOpenAfter(Episode episode, Instant time) {
        Instant closed = episode.closed();
        return closed == null || !closed.isBefore(time);
    }

    /** Actions that somebody noted in {@code episode}, as events of the room. */
    List<RoomEvent> actions(Episode episode) {
        return episodes.timeline(episode.id()).stream()
                .filter(change -> change.what() == EpisodeChange.Type.ACTED)
                .map(change -> new RoomEvent(
                        change.at(), change.detail() == null ? "action" : change.detail(), "alert " + episode.id()))
                .toList();
    }

    /** All that were open, on the timeline. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (Episode episode : all) {
            moments.add(new Moment(
                    episode.opened(),
                    Kind.ALERT_OPENS,
                    new Text("Alert " + name(episode) + " opens", "告警 " + name(episode) + " 开启")));
            if (episode.closed() != null) {
                moments.add(new Moment(
                        episode.closed(),
                        Kind.ALERT_CLOSES,
                        new Text(
                                "Alert " + name(episode) + " closes"
                                        + why(episode.ending()).en(),
                                "告警 " + name(episode) + " 关闭"
                                        + why(episode.ending()).zh())));
            }
        }
        return moments;
    }

    /** What there is to say of {@code episode} beside its incident. */
    static Text words(Episode episode) {
        boolean open = episode.closed() == null;
        Text check = check(episode.check());
        return new Text(
                "Alert " + name(episode)
                        + (open
                                ? " is still open"
                                : " was closed" + why(episode.ending()).en())
                        + (episode.number() > 1
                                ? "; it had been there " + NumberWords.some(episode.number() - 1, "time", "times")
                                        + " before"
                                : "")
                        + (episode.flapping() ? "; it came and went" : "") + check.en() + ".",
                "告警 " + name(episode)
                        + (open ? " 仍未关闭" : " 已关闭" + why(episode.ending()).zh())
                        + (episode.number() > 1 ? "；这是第 " + episode.number() + " 次" : "")
                        + (episode.flapping() ? "；期间反复出现" : "") + check.zh() + "。");
    }

    private static String name(Episode episode) {
        return episode.id() + " " + episode.cause();
    }

    private static Text check(@Nullable ActionCheck check) {
        if (check == null) {
            return new Text("", "");
        }
        return switch (check.state()) {
            case WORKED ->
                new Text("; " + check.action() + ": what it should change has changed", "；" + check.action() + "：已见效");
            case FAILED ->
                new Text(
                        "; " + check.action() + ": what it should change has not changed in time",
                        "；" + check.action() + "：未在时限内见效");
            case NOT_MEASURED ->
                new Text(
                        "; " + check.action() + ": what it should change was not measured",
                        "；" + check.action() + "：相关指标未测量");
            case WATCHING -> new Text("", "");
        };
    }

    private static Text why(@Nullable Ending ending) {
        if (ending == null) {
            return new Text("", "");
        }
        String detail = ending.detail() == null ? "" : " (" + ending.detail() + ")";
        String detailZh = ending.detail() == null ? "" : "（" + ending.detail() + "）";
        Text why =
                switch (ending.by()) {
                    case ACTION_WORKED -> new Text("the action worked", "措施见效");
                    case RECOVERED -> new Text("its symptoms are gone", "症状消失");
                    case OTHER_CAUSE -> new Text("something else explains it", "由其他原因解释");
                    case NO_LONGER_SHOWN -> new Text("nothing speaks for it any more", "不再有证据支持");
                    case NOT_MEASURED -> new Text("nothing had measured it for long", "长时间无相关数据，无法判断");
                    case RESUMED -> new Text("the room reports again", "房间恢复上报");
                    case BROADCAST_ENDED -> new Text("the broadcast ended", "直播结束");
                    case WITHDRAWN -> new Text("a late window showed that it had not held", "迟到的窗口表明它并未持续");
                };
        return new Text(": " + why.en() + detail, "：" + why.zh() + detailZh);
    }
}
