package dev.livedoctor.ruleset;

import dev.livedoctor.ruleset.Thresholds.Condition;
import dev.livedoctor.ruleset.Thresholds.Exactly;
import dev.livedoctor.ruleset.Thresholds.Layer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All files of overrides/. Those of a room or a tenant are found by its name, so that thousands of them cost the others nothing. */
public final class Overrides {
    /** No file at all. */
    static final Overrides NONE = new Overrides(List.of());

    private final Map<Object, List<ThresholdOverride>> byRoom = new HashMap<>();
    private final Map<Object, List<ThresholdOverride>> byTenant = new HashMap<>();
    private final List<ThresholdOverride> others = new ArrayList<>();

    private final boolean none;

    Overrides(Collection<ThresholdOverride> files) {
        none = files.isEmpty();
        files.stream()
                .sorted(Comparator.comparingInt(ThresholdOverride::specificity)
                        .reversed()
                        .thenComparing(ThresholdOverride::file))
                .forEach(this::add);
    }

    private void add(ThresholdOverride one) {
        if (one.when().get(OverrideLevel.ROOM) instanceof Exactly room) {
            room.values().forEach(name -> listOf(name, byRoom).add(one));
        } else if (one.when().get(OverrideLevel.TENANT) instanceof Exactly tenant) {
            tenant.values().forEach(name -> listOf(name, byTenant).add(one));
        } else {
            others.add(one);
        }
    }

    private static List<ThresholdOverride> listOf(Object name, Map<Object, List<ThresholdOverride>> all) {
        return all.computeIfAbsent(name, key -> new ArrayList<>());
    }

    /** What any file says of {@code metric}. */
    Stream<Layer> layers(String metric) {
        return Stream.of(byRoom.values().stream(), byTenant.values().stream(), Stream.of(others))
                .flatMap(lists -> lists)
                .flatMap(List::stream)
                .flatMap(file -> Stream.ofNullable(file.layers().get(metric)));
    }

    /** The files whose conditions all hold, the most specific first. */
    List<ThresholdOverride> fitting(Function<String, @Nullable Object> attribute, Predicate<Condition> holds) {
        if (none) {
            return List.of();
        }
        List<ThresholdOverride> fitting = new ArrayList<>();
        for (List<ThresholdOverride> candidates : List.of(
                named(attribute.apply(OverrideLevel.ROOM.attribute()), byRoom),
                named(attribute.apply(OverrideLevel.TENANT.attribute()), byTenant),
                others)) {
            candidates.stream()
                    .filter(one -> one.when().values().stream().allMatch(holds))
                    .forEach(fitting::add);
        }
        return fitting;
    }

    private static List<ThresholdOverride> named(@Nullable Object name, Map<Object, List<ThresholdOverride>> all) {
        return name == null ? List.of() : all.getOrDefault(name, List.of());
    }
}
