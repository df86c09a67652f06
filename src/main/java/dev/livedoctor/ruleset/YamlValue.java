package dev.livedoctor.ruleset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A value in a YAML file of the pack, which knows where it stands. What does not fit becomes a complaint with its line, and the reading
 * goes on with a harmless value, so that one reading finds every mistake.
 */
final class YamlValue {
    /** An editor's file has a few aliases at most; a bomb has many. */
    private static final int MOST_ALIASES = 20;

    private static final int MOST_CHARACTERS = 1 << 20;
    /** Java reads more as a number, "1d" and "0x1p3" among it. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

    private final String file;
    private final List<Complaint> complaints;
    private final @Nullable Node node;
    private final int line;

    private YamlValue(String file, List<Complaint> complaints, @Nullable Node node, int line) {
        this.file = file;
        this.complaints = complaints;
        this.node = node;
        this.line = node == null ? line : node.getStartMark().getLine() + 1;
    }

    /** Reads {@code text} as one YAML document. */
    static YamlValue read(String file, String text, List<Complaint> complaints) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(MOST_CHARACTERS);
        DumperOptions dumperOptions = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dumperOptions), dumperOptions, options);
        try {
            return new YamlValue(file, complaints, yaml.compose(new java.io.StringReader(text)), 0);
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 0 : e.getProblemMark().getColumn() + 1;
            complaints.add(new Complaint(file, at, column, "cannot be read as YAML: " + e.getProblem() + ".", ""));
        } catch (YAMLException e) {
            complaints.add(new Complaint(file, 0, 0, "cannot be read as YAML: " + e.getMessage() + ".", ""));
        }
        return new YamlValue(file, complaints, null, 0);
    }

    boolean present() {
        return node != null;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    int line() {
        return line;
    }

    void complain(String problem, String maybe) {
        add(new Complaint(file, line, 0, problem, maybe));
    }

    /** A value may be read twice; one complaint of it is enough. */
    private void add(Complaint complaint) {
        if (!complaints.contains(complaint)) {
            complaints.add(complaint);
        }
    }

    /** The value of {@code key}; absent where there is none. */
    YamlValue at(String key) {
        return new YamlValue(file, complaints, entries().get(key), line);
    }

    /** The values by key, in the order of the file; empty where this is no mapping. */
    Map<String, YamlValue> fields() {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        entries().forEach((key, value) -> fields.put(key, new YamlValue(file, complaints, value, line)));
        return fields;
    }

    private Map<String, Node> entries() {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (entries.put(key, tuple.getValueNode()) != null) {
                    add(new Complaint(
                            file,
                            tuple.getKeyNode().getStartMark().getLine() + 1,
                            0,
                            key + " stands twice.",
                            "one of them?"));
                }
            }
        } else if (node != null) {
            complain("names with values expected.", "name: value?");
        }
        return entries;
    }

    /** Complains of every key that is not among {@code known}. */
    void allow(String... known) {
        fields().forEach((key, value) -> {
            if (!List.of(known).contains(key)) {
                value.complain("'" + key + "' is not known here.", "one of " + String.join(", ", known) + "?");
            }
        });
    }

    /** The items of a list; empty where this is absent. */
    List<YamlValue> items() {
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(new YamlValue(file, complaints, item, line)));
        } else if (node != null) {
            complain("a list expected.", "[ ... ]?");
        }
        return items;
    }

    /** The texts of a list. */
    List<String> texts() {
        return items().stream().map(YamlValue::text).toList();
    }

    /** A text that must be there. */
    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        complain(node == null ? "something is missing here: a text expected." : "a text expected.", "");
        return "";
    }

    String text(String otherwise) {
        return node == null ? otherwise : text();
    }

    /** A number that must be there. */
    double number() {
        if (node instanceof ScalarNode scalar
                && NUMBER.matcher(scalar.getValue()).matches()) {
            double number = Double.parseDouble(scalar.getValue());
            if (Double.isFinite(number)) {
                return number;
            }
        }
        complain("a number expected.", "");
        return 0;
    }

    double number(double otherwise) {
        return node == null ? otherwise : number();
    }

    boolean flag() {
        if (isFlag() && node instanceof ScalarNode scalar) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        complain("true or false expected.", "");
        return false;
    }

    /** Whether this is true or false; to YAML 1.1 yes, no, on and off are as well, and to Norwegians NO is a country. */
    private boolean isFlag() {
        return node instanceof ScalarNode scalar
                && node.getTag().equals(Tag.BOOL)
                && List.of("true", "false").contains(scalar.getValue().toLowerCase(Locale.ROOT));
    }

    /** One of the constants of {@code type}, written as in Java, or in lower case. */
    <E extends Enum<E>> E constant(Class<E> type) {
        String text = text("");
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        complain(
                "'" + text + "' is not one of "
                        + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT) + ".",
                "");
        return type.getEnumConstants()[0];
    }

    /** A scalar as it would stand in a snapshot: text, number or true/false. */
    Object scalar() {
        if (isFlag()) {
            return flag();
        }
        return node != null && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))
                ? (Object) number()
                : text();
    }
}
