package dev.livedoctor.command;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said besides verdicts. */
final class Phrases {
    private static final int MOST_OF_A_ROOM = 128;

    private static final List<Text> HELP = List.of(
            new Text("/diagnose ROOM – the latest verdict on a room", "诊断 直播间 – 该直播间的最新结论"),
            new Text(
                    "why [ROOM] – what the verdict rests on; without a room, of the one asked for here last",
                    "为什么 [直播间] – 结论的依据；不写直播间则为本会话最近查询的直播间"),
            new Text("what next [ROOM] – what to do first, and what to measure", "下一步 [直播间] – 先做什么，再测量什么"),
            new Text("rules – which rules are in force, and what was refused", "规则 – 当前生效的规则，以及被拒绝的内容"),
            new Text(
                    "mute ROOM 2h – no notifications of a room for a while; unmute ROOM ends that",
                    "静音 直播间 2小时 – 一段时间内不发送该直播间的通知；取消静音 直播间 则恢复"),
            new Text("help – this", "帮助 – 本说明"));

    private Phrases() {}

    static List<String> help(Language language) {
        return HELP.stream().map(line -> line.in(language)).toList();
    }

    static List<String> unclear(Language language) {
        return withHelp(new Text("That is not a command here. These are:", "没有这个命令。可用的命令："), language);
    }

    static List<String> whichRoom(Verb verb, Language language) {
        Text question = verb == Verb.DIAGNOSE
                ? new Text("Which room? For example: /diagnose id-beauty-07", "哪个直播间？例如：诊断 id-beauty-07")
                : new Text(
                        "Which room? None was asked for in this channel yet. For example: /diagnose id-beauty-07",
                        "哪个直播间？本会话还没有查询过直播间。例如：诊断 id-beauty-07");
        return List.of(question.in(language));
    }

    static List<String> howLong(Language language) {
        return List.of(new Text(
                        "Which room, and for how long? From 1m to 31d, for example: mute id-beauty-07 2h",
                        "哪个直播间，多长时间？1分钟到31天，例如：静音 id-beauty-07 2小时")
                .in(language));
    }

    static List<String> neverSeen(String room, Language language) {
        return withHelp(
                new Text(
                        "Nothing is known of the room " + shown(room)
                                + ": no snapshot of it came in, or none lately. Maybe another spelling?",
                        "没有直播间 " + shown(room) + " 的数据：从未收到它的快照，或最近没有。请检查名称。"),
                language);
    }

    private static List<String> withHelp(Text first, Language language) {
        List<String> lines = new ArrayList<>(List.of(first.in(language)));
        lines.addAll(help(language));
        return lines;
    }

    /** {@code setting} names who may, and who asked and where is what can be put there. */
    static List<String> denied(CommandRequest call, String setting, Language language) {
        return List.of(new Text(
                        "You may not do that here. Whoever runs LiveDoctor can put you (" + call.user()
                                + ") or this channel (" + call.channel() + ") into " + setting + ".",
                        "你在这里没有此权限。LiveDoctor 的管理员可以把你（" + call.user() + "）或本会话（" + call.channel() + "）加入 " + setting
                                + "。")
                .in(language));
    }

    static List<String> muted(String room, Instant until, boolean seen, Language language) {
        List<String> lines = new ArrayList<>();
        lines.add(new Text(
                        "No notifications of " + shown(room) + " until " + until + ". To end that: unmute "
                                + shown(room),
                        "在 " + until + " 之前不发送 " + shown(room) + " 的通知。恢复：取消静音 " + shown(room))
                .in(language));
        if (!seen) {
            lines.add(new Text(
                            "No snapshot of a room of that name came in lately. Maybe another spelling?",
                            "最近没有收到这个直播间的快照，请检查名称。")
                    .in(language));
        }
        return lines;
    }

    static List<String> unmuted(String room, boolean was, Language language) {
        Text answer = was
                ? new Text("Notifications of " + shown(room) + " again.", "恢复发送 " + shown(room) + " 的通知。")
                : new Text(shown(room) + " was not muted.", shown(room) + " 没有被静音。");
        return List.of(answer.in(language));
    }

    static List<String> notKept(Language language) {
        return List.of(new Text(
                        "That could not be kept, since the history cannot be written now. Nothing has changed.",
                        "无法保存：历史记录暂时不可写。没有任何改变。")
                .in(language));
    }

    static List<String> notReadable(Language language) {
        return List.of(new Text(
                        "What is known of that room cannot be read now. Maybe again in a minute?",
                        "该直播间的记录暂时无法读取，请稍后再试。")
                .in(language));
    }

    static String shown(String room) {
        return room.length() > MOST_OF_A_ROOM ? room.substring(0, MOST_OF_A_ROOM - 1) + "…" : room;
    }
}
