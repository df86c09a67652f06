package dev.livedoctor.notify;

import dev.livedoctor.chat.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a target is: the incoming webhook of a chat platform, or one that takes CloudEvents. Each with the rate that it allows. */
public enum TargetType {
    SLACK(Platform.SLACK, RateLimit.perSecond(1)),
    FEISHU(Platform.FEISHU, RateLimit.perSecond(5), RateLimit.perMinute(100)),
    DINGTALK(Platform.DINGTALK, RateLimit.perMinute(20)),
    WECOM(Platform.WECOM, RateLimit.perMinute(20)),
    TEAMS(Platform.TEAMS, RateLimit.perSecond(4), new RateLimit(60, Duration.ofSeconds(30))),
    DISCORD(Platform.DISCORD, new RateLimit(5, Duration.ofSeconds(2)), RateLimit.perMinute(30)),
    TELEGRAM(Platform.TELEGRAM, RateLimit.perSecond(1), RateLimit.perMinute(20)),
    WEBHOOK();

    private final Optional<Platform> platform;
    private final List<RateLimit> limits;

    TargetType(Platform platform, RateLimit... limits) {
        this.platform = Optional.of(platform);
        this.limits = List.of(limits);
    }

    TargetType() {
        this.platform = Optional.empty();
        this.limits = List.of();
    }

    /** The platform that the message is rendered for; empty for CloudEvents. */
    Optional<Platform> platform() {
        return platform;
    }

    /** What it takes at most. */
    List<RateLimit> limits() {
        return limits;
    }

    /** As it is written in the configuration. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
