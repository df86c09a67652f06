package dev.livedoctor.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final Scope REGION = Scope.of(Map.of("region", "ID-JK"));
    private static final Scope BOTH = Scope.of(Map.of("region", "ID-JK", "isp", "a"));

    @Test
    void noDimensionsAreTheRoom() {
        assertSame(Scope.ROOM, Scope.of(Map.of()));
        assertTrue(Scope.ROOM.isRoom());
        assertEquals("", Scope.ROOM.slice());
        assertEquals("room", Scope.ROOM.toString());
        assertTrue(Scope.ROOM.contains(Map.of("region", "x")));
    }

    @Test
    void dimensionsAreSorted() {
        assertEquals(List.of("isp", "region"), List.copyOf(BOTH.dimensions().keySet()));
        assertEquals("isp+region", BOTH.slice());
        assertEquals("isp=a, region=ID-JK", BOTH.toString());
    }

    @Test
    void aLeafLiesInAScopeWhoseValuesItHas() {
        assertTrue(REGION.contains(Map.of("region", "ID-JK", "isp", "a")));
        assertFalse(BOTH.contains(Map.of("region", "ID-JK")));
        assertFalse(REGION.contains(Map.of("region", "MY")));
        assertFalse(REGION.contains(Map.of()));
    }

    @Test
    void fewerPairsComeFirst() {
        assertEquals(
                List.of(Scope.ROOM, REGION, BOTH),
                Stream.of(BOTH, REGION, Scope.ROOM).sorted().toList());
    }

    @Test
    void nobodyChangesAScope() {
        Map<String, String> given = new LinkedHashMap<>(Map.of("region", "ID-JK"));
        Scope scope = Scope.of(given);
        given.put("isp", "a");

        assertEquals(REGION, scope);
        assertThrows(
                UnsupportedOperationException.class, () -> scope.dimensions().put("isp", "a"));
    }

    @Test
    void scopesAreNotTheirWords() {
        assertNotEquals(Scope.of(Map.of("a", "b, c=d")), Scope.of(Map.of("a", "b", "c", "d")));
        assertNotEquals(REGION, Scope.of(Map.of("region", "MY")));
    }

    @Property
    void equalityIsThatOfThePairs(
            @ForAll @Size(max = 3) Map<@AlphaChars @NotEmpty String, String> one,
            @ForAll @Size(max = 3) Map<@AlphaChars @NotEmpty String, String> other) {
        assertEquals(one.equals(other), Scope.of(one).equals(Scope.of(other)));
        assertEquals(
                Scope.of(one).hashCode(), Scope.of(new LinkedHashMap<>(one)).hashCode());
        assertEquals(
                Integer.signum(Scope.of(one).compareTo(Scope.of(other))),
                -Integer.signum(Scope.of(other).compareTo(Scope.of(one))));
        assertTrue(Scope.of(one).contains(one));
    }
}
