package dev.livedoctor.command;

import java.util.List;

/** What can be asked for, and by which words. */
enum Verb {
    /** The latest verdict on a room. */
    DIAGNOSE(List.of("diagnose", "diagnosis"), List.of("诊断")),
    /** What the verdict rests on. */
    WHY(List.of("why"), List.of("为什么", "为何", "原因")),
    /** What to do, and what to measure. */
    NEXT(
            List.of("what next", "what's next", "what’s next", "what-next", "what_next", "whatnext", "next"),
            List.of("下一步", "接下来", "怎么办")),
    /** Which rules are in force. */
    RULES(List.of("rules"), List.of("规则")),
    /** No notifications of a room for a while. */
    MUTE(List.of("mute"), List.of("静音", "免打扰")),
    /** Notifications of a room again. */
    UNMUTE(List.of("unmute"), List.of("取消静音", "解除静音")),
    /** What can be asked for. */
    HELP(List.of("help", "start", "?", "？"), List.of("帮助")),
    /** Words that mean nothing here. */
    UNCLEAR(List.of(), List.of());

    private final List<String> english;
    private final List<String> chinese;

    Verb(List<String> english, List<String> chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** The English words. */
    List<String> english() {
        return english;
    }

    /** The Chinese words, which need no space behind them. */
    List<String> chinese() {
        return chinese;
    }
}
