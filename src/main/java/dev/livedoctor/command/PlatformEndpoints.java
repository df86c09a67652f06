package dev.livedoctor.command;

import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.CommandsConfig.Access;
import dev.livedoctor.command.CommandsConfig.Feishu;
import dev.livedoctor.command.CommandsConfig.Secretive;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.outbound.SecretSetting;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The platforms whose secret is configured. A start with a secret that cannot be one is refused. */
@Startup
@ApplicationScoped
class PlatformEndpoints {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** What DingTalk asks for. */
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String PREFIX = "livedoctor.commands.";

    private final ResponseSender sender;
    private final Map<Platform, PlatformEndpoint> endpoints = new EnumMap<>(Platform.class);

    PlatformEndpoints(CommandsConfig config, CommandMetrics metrics, Clock clock) {
        sender = new ResponseSender(metrics, PAUSE);
        secret(Platform.SLACK, config.slack())
                .ifPresent(secret -> open(new SlackEndpoint(
                        secret,
                        permissions(config.slack(), true),
                        language(config.slack()),
                        new ReplayGuard(clock, WINDOW),
                        new ResponseUrls(config.slack().responseOrigins()),
                        sender.prepared())));
        secret(Platform.FEISHU, config.feishu())
                .ifPresent(secret -> open(new FeishuEndpoint(
                        secret,
                        config.feishu().verificationToken(),
                        permissions(config.feishu(), true),
                        language(config.feishu()),
                        new ReplayGuard(clock, WINDOW),
                        api(config.feishu(), sender.prepared(), clock))));
        secret(Platform.DINGTALK, config.dingtalk())
                .ifPresent(secret -> open(new DingTalkEndpoint(
                        secret,
                        permissions(config.dingtalk(), true),
                        language(config.dingtalk()),
                        new ReplayGuard(clock, HOUR))));
        config.discord()
                .publicKey()
                .ifPresent(key -> open(new DiscordEndpoint(
                        key,
                        permissions(config.discord(), true),
                        config.discord().language(),
                        new ReplayGuard(clock, WINDOW))));
        secret(Platform.TELEGRAM, config.telegram())
                .ifPresent(secret -> open(new TelegramEndpoint(
                        secret,
                        permissions(config.telegram(), false),
                        config.telegram().language(),
                        new ReplayGuard(clock, WINDOW))));
    }

    @PreDestroy
    void stop() {
        sender.close();
    }

    private void open(PlatformEndpoint endpoint) {
        endpoints.put(endpoint.platform(), endpoint);
    }

    /** The endpoint at this path; empty where the platform may not call. */
    Optional<PlatformEndpoint> at(String path) {
        return endpoints.values().stream()
                .filter(endpoint -> path(endpoint.platform()).equals(path))
                .findFirst();
    }

    /** How paths and settings name a platform. */
    static String path(Platform platform) {
        return platform.name().toLowerCase(Locale.ROOT);
    }

    private static CallerPermissions permissions(Access access, boolean open) {
        return new CallerPermissions(
                open && access.mayAsk().isEmpty(),
                access.mayAsk().orElse(Set.of()),
                access.mayMute().orElse(Set.of()));
    }

    private static Language language(Access access) {
        return access.language().orElse(Language.EN);
    }

    private static FeishuApi api(Feishu config, ResponseSender sender, Clock clock) {
        return new FeishuApi(
                config.api(),
                config.appId().orElseThrow(() -> missing("feishu.app-id")),
                secret("feishu.app-secret", config.appSecret(), config.appSecretFile())
                        .orElseThrow(() -> missing("feishu.app-secret")),
                sender,
                clock);
    }

    private static Optional<String> secret(Platform platform, Secretive config) {
        return secret(path(platform) + ".secret", config.secret(), config.secretFile());
    }

    private static Optional<String> secret(String setting, Optional<String> text, Optional<Path> file) {
        try {
            return SecretSetting.read(PREFIX + setting, text, file);
        } catch (IllegalArgumentException e) {
            throw new RefusedStartException(String.valueOf(e.getMessage()));
        }
    }

    private static RefusedStartException missing(String setting) {
        return new RefusedStartException(
                PREFIX + setting + " is missing, without which no event of Feishu can be answered.");
    }
}
