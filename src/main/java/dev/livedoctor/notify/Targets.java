package dev.livedoctor.notify;

import dev.livedoctor.notify.NotificationsConfig.OneTarget;
import dev.livedoctor.outbound.BadDestinationException;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.SecretSetting;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads targets from the configuration, and their secrets from files. */
final class Targets {
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");
    private static final Pattern HOURS = Pattern.compile("\\s*(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})\\s*");
    private static final Pattern TOKEN = Pattern.compile("\\d+:[\\w-]+");
    private static final String TELEGRAM = "https://api.telegram.org";

    private Targets() {}

    /**
     * The targets, by name.
     *
     * @throws BadTargetsException with everything that is wrong
     */
    static List<Target> read(NotificationsConfig config) {
        List<Target> targets = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, OneTarget> entry : new TreeMap<>(config.targets()).entrySet()) {
            try {
                targets.add(target(entry.getKey(), entry.getValue()));
            } catch (BadDestinationException | IllegalArgumentException e) {
                complaints.add("livedoctor.notifications.targets." + entry.getKey() + ": " + e.getMessage());
            }
        }
        if (!complaints.isEmpty()) {
            throw new BadTargetsException(complaints);
        }
        return targets;
    }

    /** Which addresses may be called. */
    static EgressPolicy egress(NotificationsConfig config) {
        try {
            return new EgressPolicy(config.allowedNetworks().orElse(List.of()));
        } catch (BadDestinationException e) {
            throw new BadTargetsException(List.of("livedoctor.notifications.allowed-networks: " + e.getMessage()));
        }
    }

    private static Target target(String name, OneTarget one) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A name has 1 to 64 letters, digits, dots, dashes and underscores.");
        }
        Optional<String> secret = SecretSetting.read("secret", one.secret(), one.secretFile());
        secret.filter(text -> one.type() == TargetType.WEBHOOK).ifPresent(Targets::checkKey);
        boolean telegram = one.type() == TargetType.TELEGRAM;
        return new Target(
                name,
                one.type(),
                Destination.of(telegram ? telegram(one) : url(one)),
                telegram ? SecretSetting.read("token", one.token(), one.tokenFile()) : secret,
                telegram ? Optional.of(needed("chat", one.chat())) : Optional.empty(),
                one.language(),
                filter(one),
                one.alerts(),
                quiet(one.quiet()));
    }

    private static void checkKey(String secret) {
        try {
            Hmac.webhookKey(secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("What follows whsec_ in the secret is not Base64.", e);
        }
    }

    private static String url(OneTarget one) {
        return needed("url", SecretSetting.read("url", one.url(), one.urlFile()));
    }

    private static String telegram(OneTarget one) {
        String token = needed("token", SecretSetting.read("token", one.token(), one.tokenFile()));
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("The token is not one of Telegram's, such as 123456:ABC-def.");
        }
        String server = SecretSetting.read("url", one.url(), one.urlFile()).orElse(TELEGRAM);
        return (server.endsWith("/") ? server : server + "/") + "bot" + token + "/sendMessage";
    }

    private static String needed(String what, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(
                what + " is missing. Maybe set " + what + (what.equals("chat") ? "" : ", or " + what + "-file") + "?"));
    }

    private static TargetFilter filter(OneTarget one) {
        return new TargetFilter(
                one.status(),
                one.severity(),
                one.rooms().orElse(List.of()).stream().map(Glob::of).toList(),
                one.markets().orElse(List.of()).stream()
                        .map(market -> market.strip().toUpperCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                one.owners().orElse(Set.of()));
    }

    private static Optional<QuietHours> quiet(NotificationsConfig.Quiet quiet) {
        if (quiet.hours().isEmpty()) {
            return Optional.empty();
        }
        Matcher hours = HOURS.matcher(quiet.hours().get());
        try {
            if (hours.matches()) {
                LocalTime from = time(hours.group(1));
                LocalTime to = time(hours.group(2));
                if (!from.equals(to)) {
                    return Optional.of(new QuietHours(from, to, zone(quiet), quiet.criticalPasses()));
                }
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("quiet.hours has something that is not a time. Maybe 22:00-08:00?", e);
        }
        throw new IllegalArgumentException("quiet.hours is not a span of a day. Maybe 22:00-08:00?");
    }

    private static ZoneId zone(NotificationsConfig.Quiet quiet) {
        String zone = quiet.zone().orElse("");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    zone.isEmpty()
                            ? "quiet.zone is missing. Maybe Asia/Jakarta?"
                            : "quiet.zone '" + zone + "' is not a time zone. Maybe Asia/Jakarta?",
                    e);
        }
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == "8:00".length() ? "0" + text : text);
    }
}
