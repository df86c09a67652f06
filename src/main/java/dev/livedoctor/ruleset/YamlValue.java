package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file, which knows where it stands. What does not fit becomes a complaint with its line, and the reading
 * goes on with a harmless value, so that one reading finds every mistake.
 */
public final class YamlValue {
    /** Java reads more as a number, "1d" and "0x1p3" among it. */
    static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

    /** A longer text is no item that lacks its brackets. */
    private static final int LONGEST_ITEM = 80;

    /** The key that this is the value of; empty where there is none. */
    private final String key;

    private final Spot keySpot;
    private final Spot spot;
    private final @Nullable Node node;
    /** Whether this is an item of a list. */
    private boolean item;

    private @Nullable Map<String, YamlValue> fields;
    /** The values of misspelt keys by what was meant; with them is read on. */
    private final Map<String, YamlValue> meant = new HashMap<>();
    /** Whether a key is wrong in a way that may make another one seem to be missing. */
    private boolean wrong;

    private YamlValue(String key, Spot keySpot, @Nullable Node node, Spot otherwise) {
        this.key = key;
        this.keySpot = keySpot;
        this.spot = node == null ? otherwise : otherwise.at(node.getStartMark());
        // "key:" and nothing behind it.
        this.node = node == null || node.getTag().equals(Tag.NULL) ? null : node;
        if (this.node != null && this.node.getTag().getValue().startsWith("!")) {
            complain(ComplaintCode.YAML_SUBSET, "tags are not allowed.", "the value without it?");
        }
        if (this.node instanceof ScalarNode scalar) {
            YamlScalars.check(scalar, this);
        }
    }

    /** Reads {@code text} as one YAML document; of what cannot be read nothing more is complained than that. */
    public static YamlValue read(String file, String text, List<Complaint> complaints) {
        Node node = YamlText.compose(file, text, complaints);
        Spot start = Spot.beginningOf(file, node == null ? new ArrayList<>() : complaints);
        return new YamlValue("", start, node, start);
    }

    /** The same value, of which {@code others} are told what is wrong from now on. */
    YamlValue reportingTo(List<Complaint> others) {
        return node == null ? this : new YamlValue(key, keySpot.reportingTo(others), node, spot.reportingTo(others));
    }

    /** Whether there is one. */
    public boolean present() {
        return node != null;
    }

    /** Whether it is a scalar. */
    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    int line() {
        return spot.line();
    }

    int column() {
        return spot.column();
    }

    /** How many complaints there are of the file so far: what follows from them need not be told. */
    int complained() {
        return spot.complained();
    }

    /** Where the key stands that this is the value of. */
    public Spot key() {
        return keySpot;
    }

    /** Complains of the value. */
    public void complain(ComplaintCode code, String problem, String maybe) {
        spot.complain(code, problem, maybe);
    }

    /** Complains of the value, which is one of {@code name}. */
    void complain(ComplaintCode code, String name, String problem, String maybe) {
        spot.complain(code, name, problem, maybe);
    }

    /** Complains that the value {@code name} is not among {@code known}, which are declared in {@code where}. */
    void complainOfUnknown(ComplaintCode code, String name, Set<String> known, String where) {
        spot.complainOfUnknown(code, name, known, where);
    }

    /** What was meant by {@code name}, which is not among {@code known}; a line for it would stand in {@code where}. */
    String meant(String name, Set<String> known, String where) {
        return spot.meant(name, known, where);
    }

    /**
     * The value of the key {@code name}; an absent value if missing. Nested access on an absent value reports the outermost missing key,
     * access on a non-mapping reports nothing.
     */
    public YamlValue at(String name) {
        YamlValue found = fields().getOrDefault(name, meant.get(name));
        if (found != null) {
            return found;
        }
        String missing = node == null && !key.isEmpty() ? key : name;
        boolean told = wrong || node != null && !(node instanceof MappingNode);
        Spot here = told ? spot.muted() : spot;
        return new YamlValue(missing, here, null, here);
    }

    /** The values by key, in the order of the file; empty where this is no mapping. */
    public Map<String, YamlValue> fields() {
        if (fields == null) {
            fields = readFields();
        }
        return fields;
    }

    private Map<String, YamlValue> readFields() {
        Map<String, YamlValue> read = new LinkedHashMap<>();
        Map<YamlValue, YamlValue> again = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                Node keyNode = tuple.getKeyNode();
                String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
                Spot at = spot.at(keyNode.getStartMark());
                if (isBare(tuple)) {
                    complainOfBare(name, at);
                    continue;
                }
                YamlValue value = new YamlValue(name, at, tuple.getValueNode(), at);
                YamlValue before = read.putIfAbsent(name, value);
                if (before != null) {
                    // Nobody knows which of them is meant, so nothing is said of either.
                    read.put(name, value.muted());
                    again.put(value, before);
                }
            }
            complainOfDuplicates(again);
        } else if (node != null) {
            complain(ComplaintCode.WRONG_TYPE, "names with values expected" + of() + ".", "name: value?");
        }
        return read;
    }

    /** Where several names of an item stand twice, the dash before the next item is lost. */
    private void complainOfDuplicates(Map<YamlValue, YamlValue> again) {
        wrong |= !again.isEmpty();
        boolean two = item && again.size() > 1;
        again.entrySet().stream()
                .limit(two ? 1 : again.size())
                .forEach(one -> one.getKey()
                        .keySpot
                        .complain(
                                ComplaintCode.DUPLICATE_KEY,
                                one.getKey().key
                                        + (two ? " and other names stand twice: in line " : " stands twice: in line ")
                                        + one.getValue().keySpot.line() + ", too.",
                                two ? "a dash before it?" : "one of them?"));
    }

    /** The same, of which nothing is complained: whatever is wrong with its key is wrong first. */
    private YamlValue muted() {
        return new YamlValue(key, keySpot.muted(), node, spot.muted());
    }

    /** Whether no colon stands behind the key, which is possible within braces. */
    private static boolean isBare(NodeTuple tuple) {
        return tuple.getValueNode().getTag().equals(Tag.NULL)
                && tuple.getValueNode().getStartMark().getIndex()
                        == tuple.getKeyNode().getEndMark().getIndex();
    }

    private void complainOfBare(String name, Spot at) {
        wrong = true;
        at.complain(ComplaintCode.MISSING_VALUE, "'" + name + "' is a name without a value.", YamlTypos.bare(name));
    }

    /** Complains of every key that is not among {@code known}. */
    public void allow(String... known) {
        Set<String> names = Set.of(known);
        fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                Optional<String> near =
                        NearestName.to(name, names, complained()).filter(other -> !fields().containsKey(other));
                near.ifPresentOrElse(other -> meant.putIfAbsent(other, value.muted()), () -> wrong = true);
                value.keySpot.complain(
                        ComplaintCode.UNKNOWN_KEY,
                        "'" + name + "' is not known here.",
                        meant(name, names, "one of " + String.join(", ", known)));
            }
        });
    }

    /** The items of a list; empty where this is absent. */
    public List<YamlValue> items() {
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node one : sequence.getValue()) {
                YamlValue value = new YamlValue(key, keySpot, one, spot);
                value.item = true;
                items.add(value);
            }
        } else if (node != null) {
            String text = node instanceof ScalarNode scalar ? scalar.getValue() : "...";
            complain(
                    ComplaintCode.WRONG_TYPE,
                    "a list expected" + of() + ".",
                    node instanceof MappingNode
                            ? "a dash before it?"
                            : text.startsWith("-")
                                    ? "a space after each - ?"
                                    : text.length() > LONGEST_ITEM
                                            ? "[...]?"
                                            : "[" + text.replaceAll("^\\[|]$", "") + "]?");
        }
        return items;
    }

    /** The texts of a list. */
    public List<String> texts() {
        return items().stream().map(YamlValue::text).toList();
    }

    /** The items of a list, or the one item that stands without brackets. */
    public List<YamlValue> oneOrMore() {
        return isText() ? List.of(this) : items();
    }

    /** A text that must be there. */
    public String text() {
        return text(ComplaintCode.MISSING_VALUE);
    }

    /** The same; where it is missing, {@code code} is complained of. */
    String text(ComplaintCode code) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        if (node == null || node instanceof ScalarNode) {
            complainOfMissing(code);
        } else {
            complain(
                    ComplaintCode.WRONG_TYPE,
                    "a text expected" + of() + ".",
                    node instanceof MappingNode ? "quotes around a text with a colon or braces?" : "\"...\"?");
        }
        return "";
    }

    /** Complains where this is a text of several lines, or with tabs: headers, chats and logs carry it in one. */
    void checkOneLine() {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("(?s).*[\\r\\n\\t].*")) {
            complain(
                    ComplaintCode.FORBIDDEN_CHARACTER,
                    "the end of a line, or a tab, is not allowed here.",
                    "one line, with spaces?");
        }
    }

    /** The text, or {@code otherwise} where there is none. */
    public String text(String otherwise) {
        return node == null ? otherwise : text();
    }

    private void complainOfMissing(ComplaintCode code) {
        complain(code, (key.isEmpty() ? "something" : "'" + key + "'") + " is missing here.", "a line for it?");
    }

    private String of() {
        return key.isEmpty() ? "" : " for '" + key + "'";
    }

    /** A number that must be there; NaN, which is complained of, where there is none. */
    public double number() {
        if (node == null) {
            complainOfMissing(ComplaintCode.MISSING_VALUE);
            return Double.NaN;
        }
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        boolean quoted = node instanceof ScalarNode scalar && !scalar.isPlain();
        if (!quoted && NUMBER.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        }
        complain(
                ComplaintCode.WRONG_TYPE,
                "a number expected" + of() + ", not '" + text + "'.",
                quoted ? "the number without quotes?" : YamlTypos.number(text));
        return Double.NaN;
    }

    /** The number, or {@code otherwise} where there is none. */
    public double number(double otherwise) {
        return node == null ? otherwise : number();
    }

    boolean flag() {
        if (node == null) {
            complainOfMissing(ComplaintCode.MISSING_VALUE);
        } else if (isFlag() && node instanceof ScalarNode scalar) {
            return Boolean.parseBoolean(scalar.getValue());
        } else {
            complain(
                    ComplaintCode.WRONG_TYPE,
                    "true or false expected" + of() + ".",
                    YamlTypos.flag(node instanceof ScalarNode scalar ? scalar.getValue() : ""));
        }
        return false;
    }

    /** Whether this is true or false; to YAML 1.1 yes, no, on and off are as well, and to Norwegians NO is a country. */
    private boolean isFlag() {
        return node instanceof ScalarNode scalar
                && node.getTag().equals(Tag.BOOL)
                && List.of("true", "false").contains(scalar.getValue().toLowerCase(Locale.ROOT));
    }

    /** One of the constants of {@code type}, written as in Java, or in lower case. */
    public <E extends Enum<E>> E constant(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        if (!text.isEmpty()) {
            // As the file writes them.
            boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
            List<String> words = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                words.add(capitals ? constant.name() : constant.name().toLowerCase(Locale.ROOT));
            }
            complainOfWord(text, "", words);
        }
        return type.getEnumConstants()[0];
    }

    /** The text, which must be one of {@code words}. */
    public String oneOf(List<String> words) {
        return oneOf("", words);
    }

    /** The same, of the attribute {@code name}. */
    String oneOf(String name, List<String> words) {
        String text = text();
        if (!text.isEmpty() && !words.contains(text)) {
            complainOfWord(text, name.isEmpty() ? "" : name + ": " + text, words);
        }
        return text;
    }

    private void complainOfWord(String text, String subject, List<String> words) {
        complain(
                ComplaintCode.UNKNOWN_WORD,
                subject,
                "'" + text + "' is not one of " + String.join(", ", words) + ".",
                meant(text, Set.copyOf(words), "one of " + String.join(", ", words)));
    }

    /** A scalar as it would stand in a snapshot: text, number or true/false. */
    public Object scalar() {
        if (isFlag()) {
            return flag();
        }
        return node != null && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))
                ? (Object) number()
                : text();
    }
}
