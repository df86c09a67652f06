package dev.livedoctor.adapter;

import dev.livedoctor.adapter.PrometheusAnswer.Sample;
import dev.livedoctor.adapter.PrometheusAnswer.UnusableException;
import dev.livedoctor.adapter.PrometheusMapping.OfAttribute;
import dev.livedoctor.adapter.PrometheusMapping.OfMetric;
import dev.livedoctor.adapter.PrometheusMapping.Question;
import dev.livedoctor.outbound.HttpReply;
import dev.livedoctor.ruleset.AttributeDefinition;
import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a Prometheus server, window by window. */
final class PrometheusSource implements PolledSource {
    private static final int MOST_SERIES = 50_000;
    private static final String FORM = "application/x-www-form-urlencoded";
    /** The samples, a query that is no PromQL, and one that cannot be evaluated. All others are of the server and not of the query. */
    private static final Set<Integer> ANSWERS = Set.of(200, 400, 422);

    private final SourceClient client;
    private final Mapping<PrometheusMapping> mapping;
    private final int mostRooms;
    private final Recorder recorder;
    private final SourceStats stats;
    private final Clock clock;
    private final WindowSchedule schedule = new WindowSchedule();

    PrometheusSource(
            SourceClient client,
            Mapping<PrometheusMapping> mapping,
            int mostRooms,
            Recorder recorder,
            SourceStats stats,
            Clock clock) {
        this.client = client;
        this.mapping = mapping;
        this.mostRooms = mostRooms;
        this.recorder = recorder;
        this.stats = stats;
        this.clock = clock;
    }

    @Override
    public boolean poll() {
        PrometheusMapping held = mapping.current();
        Optional<Window> due = schedule.next(clock.instant(), held.window(), held.delay(), held.catchUp());
        stats.skip(schedule.skipped());
        if (due.isEmpty()) {
            return false;
        }
        stats.record(snapshots(held, due.get()), recorder);
        schedule.done(due.get());
        return true;
    }

    /** All rooms in {@code window}. */
    private List<MetricSnapshot> snapshots(PrometheusMapping held, Window window) {
        SnapshotBuilder builder = new SnapshotBuilder(window, mostRooms, stats::trouble);
        for (Question question : held.questions()) {
            try {
                PrometheusAnswer answer = ask(question.query(), window.end());
                answer.samples().forEach(sample -> put(sample, question, held, builder));
            } catch (UnusableException e) {
                stats.trouble("No answer to " + question.query() + ": " + e.getMessage());
            }
        }
        return builder.snapshots(held.attributes());
    }

    private void put(Sample sample, Question question, PrometheusMapping held, SnapshotBuilder builder) {
        String room = sample.labels().getOrDefault(held.roomLabel(), "");
        if (question.answer() instanceof OfMetric metric) {
            Map<String, String> dimensions = new HashMap<>();
            metric.dimensions().forEach((dimension, label) -> {
                String value = sample.labels().getOrDefault(label, "");
                if (!value.isEmpty()) {
                    dimensions.put(dimension, value);
                }
            });
            if (dimensions.size() == metric.dimensions().size()) {
                builder.measured(room, dimensions, metric.mapped(), sample.value());
            }
        } else if (question.answer() instanceof OfAttribute of) {
            describe(room, of.attribute(), sample.labels().getOrDefault(of.label(), ""), builder);
        }
    }

    private void describe(String room, AttributeDefinition attribute, String text, SnapshotBuilder builder) {
        Optional<Object> value = MappingYaml.value(attribute, text);
        value.ifPresent(found -> builder.described(room, attribute.name(), found));
        if (value.isEmpty() && !text.isEmpty()) {
            stats.trouble(MappingYaml.odd(attribute));
        }
    }

    /**
     * The answer as of {@code at}.
     *
     * @throws UnusableException where this query has no answer, though others may
     * @throws SourceUnavailableException where the server has none now
     */
    private PrometheusAnswer ask(String query, Instant at) throws UnusableException {
        HttpReply reply = client.post(
                "/api/v1/query",
                FORM,
                "partial_response=false&time=" + at.getEpochSecond() + "&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!ANSWERS.contains(reply.status())) {
            throw new SourceUnavailableException(client + " answers " + reply.status() + ".");
        }
        return PrometheusAnswer.of(reply.body(), MOST_SERIES);
    }
}
