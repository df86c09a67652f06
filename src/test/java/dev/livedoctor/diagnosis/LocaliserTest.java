package dev.livedoctor.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocaliserTest {
    private static final double USUAL = 0.01;
    private static final double HIT = 0.3;

    @Test
    void oneValueIsToBlame() {
        assertEquals(List.of(Scope.of(Map.of("region", "r1"))), scopes(table(hitting(Map.of("region", "r1")))));
    }

    @Test
    void aCombinationIsToBlameWhereNeitherOfItsValuesIs() {
        Map<String, String> guilty = Map.of("region", "r2", "isp", "i1");

        assertEquals(List.of(Scope.of(guilty)), scopes(table(hitting(guilty))));
    }

    @Test
    void aVersionOnOneDeviceIsToBlame() {
        Map<String, String> guilty = Map.of("device", "d1", "app_version", "v3");
        List<Leaf> leaves = new ArrayList<>();
        for (String device : List.of("d1", "d2", "d3")) {
            for (String version : List.of("v1", "v2", "v3")) {
                Map<String, String> dimensions = Map.of("device", device, "app_version", version);
                leaves.add(leaf(dimensions, 400, dimensions.equals(guilty) ? HIT : USUAL));
            }
        }

        assertEquals(List.of(Scope.of(guilty)), scopes(leaves));
    }

    @Test
    void aWholeIsToBlameThoughOnePartIsHitHarder() {
        Map<String, String> region = Map.of("region", "r1");
        Map<String, String> worst = Map.of("region", "r1", "isp", "i0");
        List<Leaf> leaves = table(leaf -> holds(worst, leaf) ? 0.5 : holds(region, leaf) ? 0.25 : USUAL);

        assertEquals(Scope.of(region), scopes(leaves).get(0));
    }

    @Test
    void noiseOfCountsAddsNoNames() {
        Random random = new Random(11);
        Map<String, String> guilty = Map.of("isp", "i2");
        List<Leaf> leaves = table(hitting(guilty)).stream()
                .map(leaf -> new Leaf(leaf.dimensions(), leaf.population(), binomial(random, leaf), leaf.expected()))
                .toList();

        assertEquals(List.of(Scope.of(guilty)), scopes(leaves));
    }

    @Test
    void withoutABaselineTheRestIsTheBaseline() {
        Map<String, String> guilty = Map.of("region", "r1", "isp", "i1");
        List<Leaf> leaves = table(hitting(guilty)).stream()
                .map(leaf -> new Leaf(leaf.dimensions(), leaf.population(), leaf.bad(), Double.NaN))
                .toList();

        Blame blame = localise(leaves).get(0);

        assertEquals(Scope.of(guilty), blame.scope());
        assertEquals(1, blame.coverage(), 1e-9);
    }

    @Test
    void aLeafThatIsAlwaysBadIsNotToBlame() {
        List<Leaf> leaves = table(hitting(Map.of())).stream()
                .map(leaf -> holds(Map.of("region", "r3"), leaf.dimensions())
                        ? new Leaf(
                                leaf.dimensions(), leaf.population(), HIT * leaf.population(), HIT * leaf.population())
                        : leaf)
                .toList();

        assertTrue(localise(leaves).isEmpty());
    }

    @Test
    void tablesOfOneDimensionEachAreUnderstood() {
        List<Leaf> leaves = List.of(
                leaf(Map.of("region", "r1"), 500, HIT),
                leaf(Map.of("region", "r2"), 700, USUAL),
                leaf(Map.of("region", "r3"), 800, USUAL),
                leaf(Map.of("isp", "i1"), 1000, 0.0825),
                leaf(Map.of("isp", "i2"), 1000, 0.0825));

        assertEquals(List.of(Scope.of(Map.of("region", "r1"))), scopes(leaves));
    }

    @Test
    void leavesThatMissADimensionAreATableOfTheirOwn() {
        Map<String, String> guilty = Map.of("region", "r1");
        List<Leaf> leaves = new ArrayList<>(table(hitting(guilty)));
        leaves.add(leaf(Map.of("region", "r1"), 60, HIT));
        leaves.add(leaf(Map.of("region", "r2"), 60, USUAL));

        assertEquals(List.of(Scope.of(guilty)), scopes(leaves));
    }

    @Test
    void twoFaultsAtOnceComeFirst() {
        Map<String, String> region = Map.of("region", "r3");
        Map<String, String> peering = Map.of("isp", "i2", "node", "n1");
        List<Leaf> leaves = table(leaf -> holds(region, leaf) || holds(peering, leaf) ? HIT : USUAL);

        assertEquals(List.of(Scope.of(region), Scope.of(peering)), scopes(leaves));
    }

    @Test
    void aRoomWideFaultBlamesNobody() {
        assertTrue(localise(table(leaf -> HIT)).isEmpty());
    }

    @Test
    void aHealthyRoomBlamesNobody() {
        assertTrue(localise(table(leaf -> USUAL)).isEmpty());
        assertTrue(localise(table(leaf -> 0)).isEmpty());
        assertTrue(localise(List.of()).isEmpty());
    }

    @Test
    void healthyNoiseBlamesNobody() {
        Random random = new Random(3);
        for (int minute = 0; minute < 200; minute++) {
            List<Leaf> leaves = table(leaf -> USUAL).stream()
                    .map(leaf ->
                            new Leaf(leaf.dimensions(), leaf.population(), binomial(random, leaf), leaf.expected()))
                    .toList();
            assertTrue(localise(leaves).isEmpty(), "minute " + minute);
        }
    }

    @Test
    void aHandfulOfViewersProvesNothing() {
        assertTrue(localise(List.of(
                        new Leaf(Map.of("region", "r1"), 6, 2, 0.06), new Leaf(Map.of("region", "r2"), 9, 0, 0.09)))
                .isEmpty());
    }

    @Test
    void aSingleLeafHasNothingToStandOutAgainst() {
        assertTrue(localise(List.of(leaf(Map.of("region", "r1"), 1000, HIT))).isEmpty());
    }

    @Test
    void leavesWithoutPopulationOrWithNonsenseAreLeftOut() {
        Map<String, String> guilty = Map.of("region", "r1");
        List<Leaf> leaves = new ArrayList<>(table(hitting(guilty)));
        leaves.add(new Leaf(Map.of("region", "r9", "isp", "i0", "node", "n0"), 0, 0, 0));
        leaves.add(new Leaf(Map.of("region", "r9", "isp", "i0", "node", "n0"), 10, Double.NaN, Double.NaN));
        leaves.add(new Leaf(Map.of(), 1000, 1000, 1));

        assertEquals(List.of(Scope.of(guilty)), scopes(leaves));
    }

    @Test
    void whatTheDataCannotTellApartIsOneBlame() {
        List<Blame> blames = localise(List.of(
                leaf(Map.of("region", "ID-JK", "isp", "a", "node", "jkt-2"), 1300, 0.208),
                leaf(Map.of("region", "ID-JB", "isp", "b", "node", "jkt-1"), 1240, USUAL),
                leaf(Map.of("region", "MY-14", "isp", "c", "node", "kul-1"), 1580, USUAL)));

        assertEquals(1, blames.size());
        assertEquals(Scope.of(Map.of("isp", "a")), blames.get(0).scope());
        assertEquals(
                List.of(Scope.of(Map.of("node", "jkt-2")), Scope.of(Map.of("region", "ID-JK"))),
                blames.get(0).equivalents());
        assertEquals(
                Scope.of(Map.of("region", "ID-JK", "isp", "a", "node", "jkt-2")),
                blames.get(0).closure());
    }

    @Test
    void figuresOfABlame() {
        Blame blame = localise(
                        List.of(leaf(Map.of("region", "r1"), 1000, HIT), leaf(Map.of("region", "r2"), 3000, USUAL)))
                .get(0);

        assertEquals(1, blame.coverage(), 1e-9);
        assertEquals(0.25, blame.share(), 1e-9);
    }

    @Test
    void theOrderOfTheLeavesDoesNotMatter() {
        Map<String, String> first = Map.of("region", "r0");
        Map<String, String> second = Map.of("isp", "i2", "node", "n1");
        Random random = new Random(5);
        List<Leaf> leaves = new ArrayList<>();
        for (Leaf leaf : table(each -> holds(first, each) ? HIT : holds(second, each) ? HIT / 2 : USUAL)) {
            leaves.add(new Leaf(leaf.dimensions(), leaf.population(), binomial(random, leaf), leaf.expected()));
        }
        List<Blame> expected = localise(leaves);

        assertFalse(expected.isEmpty());
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(leaves, random);
            assertEquals(expected, localise(leaves));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12})
    void theGuiltyIsFoundAmongFiveThousandLeaves(int dimensions) {
        Random random = new Random(1);
        Map<String, String> guilty = Map.of("d1", "3", "d3", "2");
        List<Leaf> leaves = new ArrayList<>();
        while (leaves.size() < 5000) {
            Map<String, String> values = new HashMap<>();
            for (int d = 0; d < dimensions; d++) {
                values.put("d" + d, "" + random.nextInt(6 + d));
            }
            double population = 20 + random.nextInt(300);
            Leaf leaf = leaf(values, population, holds(guilty, values) ? HIT : USUAL);
            leaves.add(new Leaf(values, population, binomial(random, leaf), leaf.expected()));
        }

        assertEquals(Scope.of(guilty), scopes(leaves).get(0));
    }

    @Test
    void whatAllLeavesOfAScopeShareIsItsOtherName() {
        Map<String, String> guilty = Map.of("region", "r1", "isp", "i1");
        List<Leaf> leaves = table(hitting(guilty)).stream()
                .filter(leaf -> !holds(guilty, leaf.dimensions())
                        || leaf.dimensions().get("node").equals("n1"))
                .toList();

        assertEquals(
                List.of(Scope.of(guilty), Scope.of(Map.of("region", "r1", "isp", "i1", "node", "n1"))), scopes(leaves));
    }

    @Test
    void chanceAmongTheHealthyLeftoverDoesNotWidenTheName() {
        Map<String, String> guilty = Map.of("region", "r1", "isp", "i1", "node", "n1");
        List<Leaf> leaves = table(hitting(guilty)).stream()
                .map(leaf -> leaf.dimensions().equals(Map.of("region", "r1", "isp", "i1", "node", "n0"))
                        ? new Leaf(leaf.dimensions(), leaf.population(), 1.3 * leaf.expected(), leaf.expected())
                        : leaf)
                .toList();

        assertEquals(Scope.of(guilty), scopes(leaves).get(0));
    }

    /** Four regions by three ISPs by two nodes, of 60 to 1,440 viewers. */
    private static List<Leaf> table(ToDoubleFunction<Map<String, String>> rate) {
        List<Leaf> leaves = new ArrayList<>();
        for (int region = 0; region < 4; region++) {
            for (int isp = 0; isp < 3; isp++) {
                for (int node = 0; node < 2; node++) {
                    Map<String, String> dimensions =
                            Map.of("region", "r" + region, "isp", "i" + isp, "node", "n" + node);
                    leaves.add(leaf(dimensions, 60 * (leaves.size() + 1), rate.applyAsDouble(dimensions)));
                }
            }
        }
        return leaves;
    }

    private static ToDoubleFunction<Map<String, String>> hitting(Map<String, String> guilty) {
        return dimensions -> !guilty.isEmpty() && holds(guilty, dimensions) ? HIT : USUAL;
    }

    private static boolean holds(Map<String, String> guilty, Map<String, String> dimensions) {
        return Scope.of(guilty).contains(dimensions);
    }

    private static Leaf leaf(Map<String, String> dimensions, double population, double rate) {
        return new Leaf(dimensions, population, rate * population, USUAL * population);
    }

    private static double binomial(Random random, Leaf leaf) {
        return random.doubles((long) leaf.population())
                .filter(draw -> draw < leaf.bad() / leaf.population())
                .count();
    }

    private static List<Blame> localise(List<Leaf> leaves) {
        return new Localiser()
                .localise(
                        Grid.of(leaves.stream().map(Leaf::dimensions).toList(), dimension -> dimension),
                        leaves,
                        Double.NaN);
    }

    private static List<Scope> scopes(List<Leaf> leaves) {
        return localise(leaves).stream().map(Blame::scope).toList();
    }
}
