package dev.livedoctor.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.SetClock;
import dev.livedoctor.snapshot.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Events of AWS IVS become snapshots. */
class IvsSourceTest {
    private static final String AT = "2026-11-22T12:00:00Z";
    private static final SetClock CLOCK = new SetClock(Instant.parse(AT));

    private final Notebook notebook = new Notebook();
    private final IvsSource source = source(notebook);

    private static IvsSource source(Notebook notebook) {
        return new IvsSource(Mappings.shipped("ivs.yaml", IvsMapping::read), notebook, new SourceStats("ivs", CLOCK));
    }

    private static JsonNode event(String name, String time) {
        return Sample.json(Sample.ivs(name, "a", time));
    }

    @Test
    void anEventIsAWindowThatEndsWithIt() {
        source.take(List.of(event("starvation-start", AT)));
        MetricSnapshot snapshot = notebook.all().get(0);
        assertEquals("a", snapshot.room());
        assertEquals(Map.of("ingest.connected", 1.0, "ingest.video_kbps", 0.0), snapshot.metrics());
        assertEquals(Map.of("stream.transport", "ll_hls"), snapshot.attributes());
        assertEquals(
                Duration.ofSeconds(10),
                Duration.between(snapshot.window().start(), snapshot.window().end()));
        assertTrue(snapshot.window().end().isBefore(Instant.parse(AT).plusSeconds(1)));
        assertEquals("ingest.starved", snapshot.events().get(0).type());
        assertEquals(
                "IVS Stream Health Change: Starvation Start [6f1c6f0e-5a4e-4a57-9f0e-2b6a2f1f7c11]",
                snapshot.events().get(0).note());
    }

    @Test
    void limitsSayByHowMuch() {
        source.take(List.of(event("limit-breach", AT)));
        assertEquals(
                "IVS Limit Breach: Ingest Bitrate, limit 8500000 bits per second, exceeded by 1200000 [b8f4f1f1-92ad-4be0-8a3d-6a1c0d6d0f01]",
                notebook.all().get(0).events().get(0).note());
        IvsSource.Taken taken = source.take(List.of(event("concurrent-viewers", AT)));
        assertEquals(new IvsSource.Taken(0, 1, List.of()), taken);
    }

    /** It comes at the end of every broadcast. */
    @Test
    void aBroadcastThatEndsIsNoOutageUnlessTheMappingSaysSo() {
        assertEquals(new IvsSource.Taken(0, 1, List.of()), source.take(List.of(event("session-ended", AT))));
    }

    @Test
    void channelsHaveRoomsByArnIdOrName() {
        IvsMapping mapping = Mappings.read(
                "room: channel_id\nrooms: {abc: one, shop: two, 'arn:x:channel/q': three}\naccount-room: all\n"
                        + "events: {Stream End: {metrics: {ingest.platform_live: 0}}}\n",
                IvsMapping::read);
        assertEquals("one", mapping.room("arn:aws:ivs:us-east-1:1:channel/abc", "any"));
        assertEquals("two", mapping.room("arn:aws:ivs:us-east-1:1:channel/other", "shop"));
        assertEquals("three", mapping.room("arn:x:channel/q", ""));
        assertEquals("zzz", mapping.room("arn:x:channel/zzz", "name"));
        assertEquals("all", mapping.room("", ""));
    }

    @Test
    void whatIsNoEventIsSaid() {
        IvsSource.Taken taken = source.take(List.of(
                Sample.json("{}"),
                Sample.json("[]"),
                Sample.json("{\"source\":\"aws.ec2\",\"id\":\"1\",\"time\":\"" + AT
                        + "\",\"detail\":{\"event_name\":\"Stream End\"}}"),
                Sample.json(Sample.ivs("session-ended", "a", "yesterday"))));
        assertEquals(4, taken.refused().size());
        assertEquals(List.of(), notebook.all());
    }

    @Test
    void mistakesOfTheMappingAreSaid() {
        assertEquals(
                List.of(
                        "a.yaml:2:3: 'Stream End' measures nothing, and no snapshot is without a metric. Maybe metrics: {ingest.platform_live: 1}? [missing-value]",
                        "a.yaml:3:41: ingest.connected cannot be 2.0: it is 0 or 1. Maybe another number? [out-of-range]"),
                Mappings.complaints(
                        "events:\n  Stream End: {event: a}\n  Session: {metrics: {ingest.connected: 2}}\n",
                        IvsMapping::read));
    }

    /** Late, doubled and unordered as they are: in the end the same is recorded, each event once. */
    @Property(tries = 50)
    void orderAndDoublesChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<JsonNode> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = List.of("starvation-start", "limit-breach").get(random.nextInt(2));
            String time = Instant.parse(AT).plusSeconds(random.nextInt(4)).toString();
            String id = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            events.add(Sample.json(
                    Sample.ivs(name, "a", time).replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + id + "\"")));
        }
        Notebook once = new Notebook();
        source(once).take(events);
        List<JsonNode> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, 20));
        Collections.shuffle(shuffled, random);
        Notebook often = new Notebook();
        source(often).take(shuffled);
        assertEquals(40, once.all().size());
        assertEquals(40, often.all().size());
        assertEquals(
                new HashSet<>(once.all().stream().map(MetricSnapshot::events).toList()),
                new HashSet<>(often.all().stream().map(MetricSnapshot::events).toList()));
    }
}
