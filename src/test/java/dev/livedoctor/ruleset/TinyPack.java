package dev.livedoctor.ruleset;

import dev.livedoctor.drools.DroolsRuleCompiler;
import java.util.SortedMap;
import java.util.TreeMap;

/** The smallest pack that means something: one symptom, one cause. */
public final class TinyPack {
    private TinyPack() {}

    /** Its files, to be changed at will. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("pack.yaml", """
                name: tiny
                version: 1.0.0
                api: 1
                """);
        files.put("metrics.yaml", """
                audience:
                  audience.viewers: {unit: gauge, worse: low, means: "viewers"}
                  audience.entries: {unit: count, worse: low, means: "entries"}
                  audience.exits: {unit: count, worse: high, means: "exits"}
                playback:
                  playback.stall_ratio: {unit: ratio, worse: high, of: audience.viewers, means: "stalled time"}
                  playback.latency_ms: {unit: ms, worse: high, means: "latency"}
                  playback.bitrate_kbps: {unit: kbps, worse: low, means: "bitrate"}
                ingest:
                  ingest.dropped_frame_ratio: {unit: ratio, worse: high, means: "dropped frames"}
                  ingest.clock_ratio: {unit: number, worse: both, means: "media seconds per second"}
                  ingest.height_px: {unit: px, worse: none, means: "picture height"}
                derived:
                  audience.exit_ratio: {unit: ratio, worse: high, of: audience.viewers, derive: {from: [audience.exits], per: [audience.viewers]}, means: "exits per viewer"}
                data:
                  data.missing_ratio: {unit: ratio, worse: high, means: "missing"}
                  data.unchanged_ratio: {unit: ratio, worse: high, means: "unchanged"}
                  data.slices_to_total: {unit: number, worse: both, means: "parts to whole"}
                """);
        files.put("attributes.yaml", """
                room.category: {type: text, means: "what is sold"}
                room.timezone: {type: text, means: "zone"}
                room.age_days: {type: number, means: "age"}
                stream.transport: {type: enum, values: [rtc, flv, hls], means: "transport"}
                peak: {type: flag, means: "peak"}
                """);
        files.put("thresholds.yaml", """
                guards: {sample: 25, events: 3, significance: 3, overdispersion: 0.12, few: 20, fewShare: 0.01}
                baselines:
                  ratio: {high: {times: 2, least: 0.01}, low: {times: 0.7, least: 0.005}}
                  count: {high: {times: 1.5, least: 5}, low: {times: 0.6, least: 5}}
                  gauge: {high: {times: 1.5, least: 5}, low: {times: 0.6, least: 5}}
                  ms: {high: {times: 1.6, least: 60}, low: {times: 0.5, least: 60}}
                  s: {high: {times: 1.5, least: 2}, low: {times: 0.65, least: 5}}
                  kbps: {high: {times: 2, least: 200}, low: {times: 0.7, least: 200}}
                  fps: {high: {times: 2, least: 5}, low: {times: 0.8, least: 3}}
                  px: {high: {times: 2, least: 100}, low: {times: 0.5, least: 100}}
                  per_min: {high: {times: 2, least: 0.05}, low: {times: 0.5, least: 0.01}}
                  flag: {high: {times: 2, least: 0.5}, low: {times: 0.5, least: 0.5}}
                  db: {high: {times: 0.5, least: 12}, low: {times: 1.5, least: 12}}
                  number: {high: {times: 1.3, least: 0.05}, low: {times: 0.75, least: 0.05}}
                thresholds:
                  playback.stall_ratio: {high: 0.05, severe: 0.2, why: w, source: s, trust: A}
                  playback.bitrate_kbps: {low: 500, severe: 100, why: w, source: s, trust: A}
                  playback.latency_ms: {high: 10000, why: w, source: s, trust: ENG,
                    layers: [
                      {when: {stream.transport: rtc}, high: 800},
                      {when: {room.category: [auction, game], stream.transport: [flv, hls]}, high: 3000, severe: 9000},
                      {when: {audience.viewers: {atLeast: 100, below: 200}}, high: 5000},
                      {when: {window.minutes: {atLeast: 5}}, high: 7000},
                      {when: {peak: true}, high: 8000}]}
                  ingest.dropped_frame_ratio: {high: 0.05, severe: 0.15, why: w, source: s, trust: A, baseline: {high: {times: 3, least: 0.02}}}
                  ingest.clock_ratio: {low: 0.998, high: 1.002, severe: 1.01, why: w, source: s, trust: B, baseline: none}
                  room.age_days: {low: 7, why: w, source: s, trust: ENG}
                """);
        files.put("symptoms/stalls.drl", """
                package rules.symptoms;

                import dev.livedoctor.diagnosis.Reading;
                import static dev.livedoctor.diagnosis.Evidence.shows;

                rule "stalls: playback stalls"
                when
                    $seen : Reading( metric in ( "playback.stall_ratio", "ingest.dropped_frame_ratio" ), high )
                then
                    insertLogical( shows( "STALLS", $seen ) );
                end
                """);
        files.put("causes/uplink-congested.drl", """
                package rules.causes;

                import dev.livedoctor.diagnosis.Reading;
                import static dev.livedoctor.diagnosis.Evidence.supports;
                import static dev.livedoctor.diagnosis.Weight.DECISIVE;

                rule "uplink-congested: frames dropped"
                when
                    $dropped : Reading( metric == "ingest.dropped_frame_ratio", high )
                then
                    insertLogical( supports( "UPLINK_CONGESTED", DECISIVE, $dropped ) );
                end
                """);
        files.put("knowledge/stalls.yaml", """
                layer: symptom
                severity: MAJOR
                title: {en: It stalls, zh: 卡顿}
                means: {en: It stalls., zh: 播放卡顿。}
                viewers: {en: A wheel., zh: 转圈。}
                confirm: {en: Look., zh: 看一眼。}
                gaps: {en: None., zh: 无。}
                """);
        files.put("knowledge/uplink-congested.yaml", """
                layer: host
                prior: common
                harmless: false
                explains:
                  STALLS: all
                needs: [ingest.dropped_frame_ratio]
                title: {en: The uplink is congested, zh: 上行拥塞}
                means: {en: Too slow., zh: 太慢。}
                viewers: {en: Stalls., zh: 卡顿。}
                confirm: {en: Count., zh: 数一数。}
                gaps: {en: None., zh: 无。}
                actions:
                  - code: LOWER_BITRATE
                    title: {en: Lower it, zh: 降低码率}
                    owner: HOST
                    urgency: NOW
                    steps:
                      en: [Lower the bitrate]
                      zh: [降低码率]
                    risk: {en: Blur., zh: 模糊。}
                    reversible: true
                    verify: {metric: ingest.dropped_frame_ratio, direction: BELOW, bound: 0.01, withinMinutes: 3}
                    doNot: {en: Restart., zh: 重启。}
                """);
        files.put("cases/uplink-congested.yaml", """
                - name: fires
                  given: {metrics: {audience.viewers: 500, playback.stall_ratio: 0.1, ingest.dropped_frame_ratio: 0.2}}
                  expect: {first: UPLINK_CONGESTED, verdict: CONFIRMED}
                """);
        return files;
    }

    /** The pack, read. */
    static RulePack read() {
        return PackReader.read(files());
    }

    /** The pack, compiled. */
    static Ruleset load() {
        return Ruleset.load(files(), new DroolsRuleCompiler());
    }
}
