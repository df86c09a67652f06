package dev.livedoctor.notify;

import dev.livedoctor.chat.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a target is: the incoming webhook of a chat platform, or of somebody who takes CloudEvents. Each with the rate that it allows. */
public enum Kind {
    SLACK(Platform.SLACK, Rate.perSecond(1)),
    FEISHU(Platform.FEISHU, Rate.perSecond(5), Rate.perMinute(100)),
    DINGTALK(Platform.DINGTALK, Rate.perMinute(20)),
    WECOM(Platform.WECOM, Rate.perMinute(20)),
    TEAMS(Platform.TEAMS, Rate.perSecond(4), new Rate(60, Duration.ofSeconds(30))),
    DISCORD(Platform.DISCORD, new Rate(5, Duration.ofSeconds(2)), Rate.perMinute(30)),
    TELEGRAM(Platform.TELEGRAM, Rate.perSecond(1), Rate.perMinute(20)),
    WEBHOOK();

    private final Optional<Platform> platform;
    private final List<Rate> rates;

    Kind(Platform platform, Rate... rates) {
        this.platform = Optional.of(platform);
        this.rates = List.of(rates);
    }

    Kind() {
        this.platform = Optional.empty();
        this.rates = List.of();
    }

    /** The platform that the message is rendered for; empty for CloudEvents. */
    Optional<Platform> platform() {
        return platform;
    }

    /** What it takes at most. */
    List<Rate> rates() {
        return rates;
    }

    /** As it is written in the configuration. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
