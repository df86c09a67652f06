package dev.livedoctor.ruleset;

import dev.livedoctor.snapshot.MetricSnapshot;
import dev.livedoctor.snapshot.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The same room, told in another order. */
final class Shuffled {
    private Shuffled() {}

    static MetricSnapshot of(MetricSnapshot snapshot, Random random) {
        List<Slice> slices = new ArrayList<>();
        snapshot.slices()
                .forEach(slice -> slices.add(new Slice(
                        of(slice.dimensions(), random), of(slice.metrics(), random), of(slice.baseline(), random))));
        Collections.shuffle(slices, random);
        return new MetricSnapshot(
                snapshot.room(),
                snapshot.window(),
                of(snapshot.metrics(), random),
                of(snapshot.attributes(), random),
                of(snapshot.baseline(), random),
                of(snapshot.previous(), random),
                slices,
                snapshot.events());
    }

    private static <T> Map<String, T> of(Map<String, T> map, Random random) {
        List<String> names = new ArrayList<>(map.keySet());
        Collections.shuffle(names, random);
        Map<String, T> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, map.get(name)));
        return shuffled;
    }
}
