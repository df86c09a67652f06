package dev.livedoctor.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Renders reports for chat platforms. What comes out is the JSON body that can be posted to an incoming webhook as it is; for Telegram,
 * it is that of {@code sendMessage} but for the {@code chat_id}. The name of a room, whatever it is, formats and mentions nothing. Safe
 * for use by many threads at once.
 */
public final class Cards {
    private final Optional<Link> link;

    /** Cards that lead nowhere. */
    public Cards() {
        this(Optional.empty());
    }

    /** Cards with a button that leads to {@code link}. */
    public Cards(Optional<Link> link) {
        this.link = link;
    }

    /** Loaded with the first card: most instances never render one. */
    private static final class Known {
        private static final Map<Platform, Card> CARDS = new EnumMap<>(Map.of(
                Platform.SLACK, new SlackCard(),
                Platform.FEISHU, new FeishuCard(),
                Platform.DINGTALK, new DingTalkCard(),
                Platform.WECOM, new WeComCard(),
                Platform.TEAMS, new TeamsCard(),
                Platform.DISCORD, new DiscordCard(),
                Platform.TELEGRAM, new TelegramCard()));
    }

    /**
     * The report named {@code id} as {@code platform} takes it, in UTF-8. Where it would be longer than the platform allows, what helps
     * least to act is left out.
     */
    public byte[] render(Platform platform, String id, Report report, Language language) {
        return render(platform, detail -> Brief.of(id, report, language, detail, link));
    }

    /** What happened in an alert, in the same way. */
    public byte[] render(Platform platform, EpisodeChange change, AlertWords words, Language language) {
        return render(platform, detail -> Brief.of(change, words, language, detail, link));
    }

    private static byte[] render(Platform platform, Function<DetailLevel, Brief> briefs) {
        Card card = Objects.requireNonNull(Known.CARDS.get(platform), platform.name());
        byte[] bytes = new byte[0];
        for (DetailLevel detail : DetailLevel.LADDER) {
            JsonNode body = card.write(briefs.apply(detail));
            bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            if (card.fits(body, bytes.length)) {
                return bytes;
            }
        }
        return bytes;
    }
}
