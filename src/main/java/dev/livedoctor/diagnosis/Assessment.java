package dev.livedoctor.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a snapshot says before any rule has fired: its numbers judged, its slices localised.
 *
 * @param facts what rules read
 * @param readings every reading by scope and metric, those that no rule asks about included
 * @param measured metrics and attributes that are there at all, of the room or of a slice
 * @param blames the scopes that stand out, best first
 * @param enough whether enough was measured to say that a room is healthy
 * @param maintenance whether announced maintenance covers the window
 * @param over whether the host ended the broadcast in the window
 */
public record Assessment(
        List<Fact> facts,
        Map<Scope, Map<String, Reading>> readings,
        Set<String> measured,
        List<Blame> blames,
        boolean enough,
        boolean maintenance,
        boolean over) {}
