package dev.livedoctor.ruleset;

import dev.livedoctor.diagnosis.Scope;
import dev.livedoctor.ruleset.PlantedTable.Measure;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Faults planted in rooms of any dimensions: the report names exactly their scopes first, and nobody where there is none. */
class PlantedFaultsTest {
    private static final int ROOMS = 200;
    /** A share of random rooms is now and then below what it is in the long run: always the same ones. */
    private static final String SEED = "1";

    @Property(tries = ROOMS, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void oneValue(@ForAll long seed, @ForAll Measure measure) {
        count(measure, PlantedTable.random(new Random(seed), measure, 1));
    }

    @Property(tries = ROOMS, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void twoValuesTogether(@ForAll long seed, @ForAll Measure measure) {
        count(measure, PlantedTable.random(new Random(seed), measure, 2));
    }

    @Property(tries = ROOMS, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void threeValuesTogether(@ForAll long seed, @ForAll Measure measure) {
        count(measure, PlantedTable.random(new Random(seed), measure, 3));
    }

    @Property(tries = ROOMS, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void twoFaultsAtOnce(@ForAll long seed, @ForAll Measure measure) {
        count(measure, PlantedTable.random(new Random(seed), measure, 1, 2));
    }

    /** Such tables cannot name a combination, so one value is planted. */
    @Property(tries = ROOMS, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void oneTableForEachDimension(@ForAll long seed, @ForAll Measure measure) {
        count(measure, PlantedTable.random(new Random(seed), measure, 1).byDimension());
    }

    @Property(tries = ROOMS, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void noiseBlamesNobody(@ForAll long seed, @ForAll Measure measure) {
        count(measure, PlantedTable.random(new Random(seed), measure));
    }

    private static void count(Measure measure, PlantedTable table) {
        List<Scope> named = NamedScopes.of(Shipped.ruleset().diagnose(table.snapshot()));
        int faults = table.faults().size();
        Set<Scope> first = new HashSet<>(named.subList(0, Math.min(faults == 0 ? 1 : faults, named.size())));
        boolean right = first.equals(table.faults());
        Statistics.label("exact")
                .collect(right)
                .coverage(exact -> exact.check(true).percentage(share -> share >= 90));
        Statistics.label("by measure").collect(measure, right);
    }
}
