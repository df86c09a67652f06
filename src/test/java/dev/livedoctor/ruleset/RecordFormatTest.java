package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecordFormatTest {
    private record Both(@Nullable String text, Object any) {}

    @Test
    void givesTheShippedPackBackAsItWas() throws IOException {
        assertEquals(Shipped.ruleset().pack(), roundTrip(Shipped.ruleset().pack(), List.of(Overrides.NONE)));
    }

    @Test
    void keepsTheOrderOfASetAndWhatIsNotThere() throws IOException {
        Both both = new Both(null, new LinkedHashSet<>(List.of("z", "a", "m")));
        Both read = (Both) roundTrip(both, List.of());
        assertEquals(both, read);
        assertEquals(List.of("z", "a", "m"), new ArrayList<>((Set<?>) read.any()));
    }

    @Test
    void aConstantStaysTheSame() throws IOException {
        Object constant = new Object();
        assertSame(constant, ((Both) roundTrip(new Both("", constant), List.of(constant))).any());
    }

    @Test
    void refusesWhatItWouldHaveToGuess() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> roundTrip(new Both("", new int[0]), List.of()));
        assertTrue(refusal.getMessage().startsWith("A [I has no place in this format."), refusal.getMessage());
    }

    private static Object roundTrip(Object value, List<?> constants) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new RecordFormat(constants).write(value, new DataOutputStream(bytes));
        return new RecordFormat(constants).read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
