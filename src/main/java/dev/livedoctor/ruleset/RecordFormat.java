package dev.livedoctor.ruleset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes: of texts, numbers, flags, enums, lists, sets, maps, records of these, and constants. It carries values from a build to
 * its own start, so it knows no versions; reading it costs a hundredth of parsing what it was made of.
 */
public final class RecordFormat {
    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int KNOWN_TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int INTEGER = 4;
    private static final int FLAG = 5;
    private static final int ENUM = 6;
    private static final int LIST = 7;
    private static final int SET = 8;
    private static final int MAP = 9;
    private static final int SORTED_MAP = 10;
    private static final int RECORD = 11;
    private static final int CONSTANT = 12;

    private final List<?> constants;

    /** A format in which each of {@code constants}, the same when writing and reading, is its place in the list. */
    public RecordFormat(List<?> constants) {
        this.constants = List.copyOf(constants);
    }

    /** Writes {@code value}. */
    public void write(Object value, DataOutputStream out) throws IOException {
        new Writer(out).write(value);
    }

    /** Reads what {@link #write} wrote. */
    public Object read(DataInputStream in) throws IOException {
        return Objects.requireNonNull(new Reader(in).read());
    }

    private final class Writer {
        private final DataOutputStream out;
        private final Map<String, Integer> texts = new HashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void write(@Nullable Object value) throws IOException {
            if (value == null) {
                out.writeByte(NOTHING);
            } else if (constants.contains(value)) {
                out.writeByte(CONSTANT);
                out.writeShort(constants.indexOf(value));
            } else if (value instanceof String text) {
                write(text);
            } else if (value instanceof Double number) {
                out.writeByte(DOUBLE);
                out.writeDouble(number);
            } else if (value instanceof Integer number) {
                out.writeByte(INTEGER);
                out.writeInt(number);
            } else if (value instanceof Boolean flag) {
                out.writeByte(FLAG);
                out.writeBoolean(flag);
            } else if (value instanceof Enum<?> one) {
                out.writeByte(ENUM);
                write(one.getDeclaringClass().getName());
                out.writeShort(one.ordinal());
            } else if (value instanceof Map<?, ?> map) {
                write(map);
            } else if (value instanceof List<?> || value instanceof Set<?>) {
                out.writeByte(value instanceof List ? LIST : SET);
                write((Collection<?>) value);
            } else if (value instanceof Record one) {
                write(one);
            } else {
                throw new IllegalArgumentException("A " + value.getClass().getName()
                        + " has no place in this format. Maybe a list, a map or a record?");
            }
        }

        private void write(String text) throws IOException {
            Integer known = texts.putIfAbsent(text, texts.size());
            if (known != null) {
                out.writeByte(KNOWN_TEXT);
                out.writeInt(known);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeByte(TEXT);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private void write(Map<?, ?> map) throws IOException {
            out.writeByte(map instanceof SortedMap ? SORTED_MAP : MAP);
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(entry.getKey());
                write(entry.getValue());
            }
        }

        private void write(Collection<?> items) throws IOException {
            out.writeInt(items.size());
            for (Object item : items) {
                write(item);
            }
        }

        private void write(Record one) throws IOException {
            out.writeByte(RECORD);
            write(one.getClass().getName());
            for (RecordComponent component : one.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    write(component.getAccessor().invoke(one));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("a record tells its components", e);
                }
            }
        }
    }

    private final class Reader {
        private final DataInputStream in;
        private final List<String> texts = new ArrayList<>();
        private final Map<String, Constructor<?>> constructors = new HashMap<>();
        private final Map<String, Object[]> enums = new HashMap<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        @Nullable
        Object read() throws IOException {
            int kind = in.readByte();
            return switch (kind) {
                case NOTHING -> null;
                case TEXT -> text();
                case KNOWN_TEXT -> texts.get(in.readInt());
                case DOUBLE -> in.readDouble();
                case INTEGER -> in.readInt();
                case FLAG -> in.readBoolean();
                case ENUM -> enums.computeIfAbsent(name(), name -> type(name).getEnumConstants())[in.readShort()];
                case LIST -> List.of(items());
                case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(items())));
                case MAP -> fill(new LinkedHashMap<>());
                case SORTED_MAP -> fill(new TreeMap<>());
                case RECORD -> record();
                case CONSTANT -> constants.get(in.readShort());
                default -> throw new IOException("no value begins with " + kind);
            };
        }

        private String text() throws IOException {
            String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            texts.add(text);
            return text;
        }

        private String name() throws IOException {
            return (String) Objects.requireNonNull(read());
        }

        private Object[] items() throws IOException {
            Object[] items = new Object[in.readInt()];
            for (int i = 0; i < items.length; i++) {
                items[i] = read();
            }
            return items;
        }

        private Map<Object, Object> fill(Map<Object, Object> map) throws IOException {
            for (int left = in.readInt(); left > 0; left--) {
                map.put(read(), read());
            }
            return map;
        }

        private Object record() throws IOException {
            Constructor<?> constructor = constructors.computeIfAbsent(name(), Reader::constructor);
            @Nullable Object[] components = new Object[constructor.getParameterCount()];
            for (int i = 0; i < components.length; i++) {
                components[i] = read();
            }
            try {
                return constructor.newInstance(components);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record is made of its components", e);
            }
        }

        private static Constructor<?> constructor(String record) {
            Class<?> type = type(record);
            try {
                Constructor<?> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
                canonical.setAccessible(true);
                return canonical;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has a canonical constructor", e);
            }
        }

        private static Class<?> type(String name) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("what was prepared is of another build", e);
            }
        }
    }
}
