package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Attribute;
import dev.livedoctor.diagnosis.Event;
import dev.livedoctor.diagnosis.Fact;
import dev.livedoctor.diagnosis.Reading;
import dev.livedoctor.diagnosis.Symptom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types of facts that a rule may match, with the fields that it may name: the whole vocabulary of conditions. */
enum FactType {
    READING(
            Reading.class,
            text("metric", Reading::metric),
            text("group", Reading::group),
            text("slice", Reading::slice),
            text("scope", reading -> reading.scope().toString()),
            names("dimensions", Reading::dimensions),
            flag("high", Reading::high),
            flag("low", Reading::low),
            flag("severe", Reading::severe),
            flag("normal", Reading::normal),
            flag("thin", Reading::thin),
            flag("usual", Reading::usual),
            flag("unusual", Reading::unusual),
            flag("rising", Reading::rising),
            flag("falling", Reading::falling),
            flag("halved", Reading::halved),
            number("share", Reading::share),
            number("value", Reading::value)),
    ATTRIBUTE(
            Attribute.class,
            text("name", Attribute::name),
            text("text", Attribute::text),
            number("number", Attribute::number),
            flag("flag", Attribute::flag)),
    EVENT(Event.class, text("type", Event::type), number("minutesAgo", Event::minutesAgo)),
    SYMPTOM(
            Symptom.class,
            text("code", Symptom::code),
            text("slice", Symptom::slice),
            text("scope", symptom -> symptom.scope().toString()));

    /** What a field holds, which decides the operators and literals that fit. */
    enum Kind {
        TEXT(String.class),
        /** Several texts, to be asked with contains. */
        NAMES(String.class),
        NUMBER(Double.class),
        FLAG(Boolean.class);

        /** The type of a literal that fits. */
        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        Class<?> type() {
            return type;
        }
    }

    /**
     * A field of a fact.
     *
     * @param bit of a flag within {@link #flags}; 0 for all others
     */
    record Field(String name, Kind kind, Function<Fact, Object> value, int bit) {}

    private final Class<? extends Fact> type;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Field key;
    private final Field[] flags;

    @SafeVarargs
    <T extends Fact> FactType(Class<T> type, Named<T>... fields) {
        this.type = type;
        int bit = 1;
        for (Named<T> field : fields) {
            boolean isFlag = field.kind == Kind.FLAG;
            this.fields.put(field.name, new Field(field.name, field.kind, unchecked(field.value), isFlag ? bit : 0));
            bit <<= isFlag ? 1 : 0;
        }
        this.flags = this.fields.values().stream()
                .filter(field -> field.kind == Kind.FLAG)
                .toArray(Field[]::new);
        this.key = this.fields.values().iterator().next();
    }

    /** The type that a rule calls {@code name}, such as Reading. */
    static @Nullable FactType of(@Nullable String name) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.type.getSimpleName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The type of {@code fact}. */
    static FactType of(Fact fact) {
        if (fact instanceof Reading) {
            return READING;
        }
        if (fact instanceof Attribute) {
            return ATTRIBUTE;
        }
        return fact instanceof Event ? EVENT : SYMPTOM;
    }

    Class<? extends Fact> type() {
        return type;
    }

    @Nullable
    Field field(String name) {
        return fields.get(name);
    }

    Set<String> fieldNames() {
        return fields.keySet();
    }

    /** The fields of all types. */
    static List<Field> allFields() {
        return Arrays.stream(values())
                .flatMap(type -> type.fields.values().stream())
                .toList();
    }

    /** The field that the first constraint of a pattern must fix, so that the network stays an index. */
    Field key() {
        return key;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Fact> Function<Fact, Object> unchecked(Function<T, Object> value) {
        return (Function<Fact, Object>) (Function<?, Object>) value;
    }

    /** The flags of {@code fact}, a bit each. */
    int flags(Fact fact) {
        int set = 0;
        for (Field flag : flags) {
            set |= flag.value.apply(fact) == Boolean.TRUE ? flag.bit : 0;
        }
        return set;
    }

    private record Named<T>(String name, Kind kind, Function<T, Object> value) {}

    private static <T> Named<T> text(String name, Function<T, Object> value) {
        return new Named<>(name, Kind.TEXT, value);
    }

    private static <T> Named<T> names(String name, Function<T, Object> value) {
        return new Named<>(name, Kind.NAMES, value);
    }

    private static <T> Named<T> number(String name, Function<T, Object> value) {
        return new Named<>(name, Kind.NUMBER, value);
    }

    private static <T> Named<T> flag(String name, Function<T, Object> value) {
        return new Named<>(name, Kind.FLAG, value);
    }
}
