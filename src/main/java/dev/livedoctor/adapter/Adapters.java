package dev.livedoctor.adapter;

import dev.livedoctor.adapter.AdaptersConfig.OneSource;
import dev.livedoctor.api.Recordings;
import dev.livedoctor.outbound.BadDestinationException;
import dev.livedoctor.outbound.Destination;
import dev.livedoctor.outbound.EgressPolicy;
import dev.livedoctor.outbound.OutboundClient;
import dev.livedoctor.outbound.SecretSetting;
import dev.livedoctor.ruleset.RulePack;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All sources of measurements that are configured. */
public final class Adapters implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");

    private static final int OK = 200;

    private final AdaptersConfig config;
    private final ServiceRecorder recorder;
    private final Supplier<RulePack> packs;
    private final Clock clock;
    private final List<Source> sources = new ArrayList<>();
    private @Nullable OutboundClient client;
    private @Nullable OtlpSource otlp;
    private @Nullable IvsSource ivs;
    private @Nullable ObsSource obs;

    /** One source, ready to begin. */
    private record Source(
            String name,
            SourceType kind,
            @Nullable Mapping<?> mapping,
            SourceStats stats,
            @Nullable BackgroundSource running) {}

    /**
     * Reads and checks everything, and begins nothing.
     *
     * @throws BadAdaptersException with what is wrong
     */
    public Adapters(AdaptersConfig config, Recordings recordings, Supplier<RulePack> packs, Clock clock) {
        this.config = config;
        this.recorder = new ServiceRecorder(recordings);
        this.packs = packs;
        this.clock = clock;
        List<String> complaints = new ArrayList<>();
        new TreeMap<>(config.sources()).forEach((name, one) -> {
            try {
                sources.add(source(name, one));
            } catch (BadDestinationException | IllegalArgumentException | BadAdaptersException e) {
                complaints.add("livedoctor.adapters.sources." + name + ": " + e.getMessage());
            }
        });
        if (!complaints.isEmpty()) {
            close();
            throw new BadAdaptersException(complaints);
        }
    }

    private Source source(String name, OneSource one) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A name has 1 to 64 letters, digits, dots, dashes and underscores.");
        }
        SourceStats stats = new SourceStats(name, clock);
        return switch (one.type()) {
            case PROMETHEUS -> {
                Mapping<PrometheusMapping> mapping = mapping(one, PrometheusMappingReader::read);
                PolledSource source =
                        new PrometheusSource(client(one, null), mapping, one.rooms(), recorder, stats, clock);
                yield new Source(name, one.type(), mapping, stats, polling(name, source, stats));
            }
            case OTLP -> {
                Mapping<OtlpMapping> mapping = mapping(one, OtlpMappingReader::read);
                otlp = only(otlp, new OtlpSource(mapping, one.rooms(), recorder, stats, clock));
                yield new Source(name, one.type(), mapping, stats, null);
            }
            case IVS -> {
                Mapping<IvsMapping> mapping = mapping(one, IvsMapping::read);
                ivs = only(ivs, new IvsSource(mapping, recorder, stats));
                yield new Source(name, one.type(), mapping, stats, null);
            }
            case OBS -> {
                Mapping<ObsMapping> mapping = mapping(one, ObsMapping::read);
                yield new Source(name, one.type(), mapping, stats, obs(name, one, mapping, stats));
            }
            case KAFKA -> {
                String dead = one.deadLetterTopic().orElse("dead-letter-topic-" + one.topic());
                BackgroundSource topic =
                        new KafkaSource(name, KafkaSettings.of(one), one.topic(), dead, recorder, stats);
                yield new Source(name, one.type(), null, stats, topic);
            }
            case YOUTUBE -> {
                Mapping<YouTubeMapping> mapping = mapping(one, YouTubeMapping::read);
                SourceClient client = client(one, YouTubeSource.ADDRESS);
                PolledSource source = new YouTubeSource(client, mapping, recorder, stats, clock);
                yield new Source(name, one.type(), mapping, stats, polling(name, source, stats));
            }
        };
    }

    /** What comes in at one address can be of one source only. */
    private static <T> T only(@Nullable T before, T source) {
        if (before != null) {
            throw new IllegalArgumentException("There is one of this type already, and its address is the same."
                    + " Maybe all of it in one mapping?");
        }
        return source;
    }

    /** Where metrics of OpenTelemetry are taken. */
    Optional<OtlpSource> otlp() {
        return Optional.ofNullable(otlp);
    }

    /** Where events of AWS IVS are taken. */
    Optional<IvsSource> ivs() {
        return Optional.ofNullable(ivs);
    }

    /** Where logs of OBS are taken. */
    Optional<ObsSource> obs() {
        return Optional.ofNullable(obs);
    }

    /** Has {@code topic} of Amazon SNS know that its messages are wanted; fails with a {@link SourceUnavailableException}. */
    void confirm(SnsMessage topic) {
        int status = new SourceClient(client(), topic.subscribeUrl(), false, Map::of)
                .get("")
                .status();
        if (status != OK) {
            throw new SourceUnavailableException("Amazon SNS answers " + status + ". Maybe its token has expired?");
        }
    }

    private <T> Mapping<T> mapping(OneSource one, Mapping.Form<T> form) {
        return new Mapping<>(config.directory(), one.mapping().orElseGet(one.type()::file), form, packs);
    }

    /** A log that is followed; or null where logs come as a whole. */
    private @Nullable BackgroundSource obs(String name, OneSource one, Mapping<ObsMapping> mapping, SourceStats stats) {
        ZoneId zone = one.zone().map(Adapters::zone).orElseGet(ZoneId::systemDefault);
        if (one.file().isEmpty()) {
            obs = only(obs, new ObsSource(zone, mapping, recorder, stats));
            return null;
        }
        String room = one.room()
                .orElseThrow(
                        () -> new IllegalArgumentException("The room of the log is missing. Maybe room=id-beauty-07?"));
        PolledSource follower = new ObsFollower(one.file().get(), room, zone, mapping, recorder, stats, clock);
        return polling(name, follower, stats);
    }

    private BackgroundSource polling(String name, PolledSource source, SourceStats stats) {
        return new SourcePoller(name, source, stats, config.pause());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is not a time zone. Maybe Asia/Shanghai?", e);
        }
    }

    private SourceClient client(OneSource one, @Nullable String otherwise) {
        String url = one.url()
                .or(() -> Optional.ofNullable(otherwise))
                .orElseThrow(() -> new IllegalArgumentException("The url is missing. Maybe http://localhost:9090?"));
        if (url.contains("?")) {
            throw new IllegalArgumentException("The url has a query. Maybe only what comes before /api/v1?");
        }
        boolean secret = !authorization(one).isEmpty();
        boolean plain = !secret && config.allowedNetworks().isPresent();
        Destination.of(url, plain);
        return new SourceClient(client(), url, plain, () -> {
            try {
                return authorization(one);
            } catch (IllegalArgumentException e) {
                throw new SourceUnavailableException(String.valueOf(e.getMessage()));
            }
        });
    }

    /** Made when it is first needed. */
    private synchronized OutboundClient client() {
        if (client == null) {
            client =
                    new OutboundClient(new EgressPolicy(config.allowedNetworks().orElse(List.of())), config.timeout());
        }
        return client;
    }

    /** Read for each call, since tokens are renewed. */
    private static Map<String, String> authorization(OneSource one) {
        Optional<String> token = SecretSetting.read("token", one.token(), one.tokenFile());
        if (one.username().isPresent()) {
            String both = one.username().get() + ":" + token.orElse("");
            return Map.of(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return token.map(text -> Map.of("Authorization", "Bearer " + text)).orElse(Map.of());
    }

    /** Begins to ask those that are asked, and to read topics. */
    public void begin() {
        running(BackgroundSource::begin);
    }

    private void running(Consumer<BackgroundSource> what) {
        sources.stream().map(Source::running).filter(Objects::nonNull).forEach(what);
    }

    /** How each source fares. */
    public List<SourceState> states() {
        return sources.stream()
                .map(source -> SourceState.of(source.name, source.kind, source.mapping, source.stats))
                .toList();
    }

    @Override
    public void close() {
        running(BackgroundSource::close);
        if (client != null) {
            client.close();
        }
    }
}
