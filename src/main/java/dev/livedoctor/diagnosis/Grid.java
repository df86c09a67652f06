package dev.livedoctor.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The dimension values of all leaves of a table, as codes in the order of the names. It is worked out once: whatever is measured of the
 * leaves is sought in the same table. Not safe for use by several threads.
 */
public final class Grid {
    private final String[] names;
    private final String[][] values;
    private final UnaryOperator<String> kind;
    private final List<Cell> cells = new ArrayList<>();
    /** By pairs of codes. */
    private final Map<int[], Scope> scopes = new TreeMap<>(Arrays::compare);

    /**
     * Where a leaf stands.
     *
     * @param leaf its place in what the table was made of
     * @param codes of its values, by dimension
     */
    record Cell(int leaf, int[] codes) {
        static final Comparator<Cell> BY_CODES = Comparator.comparing(Cell::codes, Arrays::compare);
    }

    private Grid(List<Map<String, String>> leaves, List<Integer> own, UnaryOperator<String> kind) {
        this.kind = kind;
        names = new TreeSet<>(leaves.get(own.get(0)).keySet()).toArray(String[]::new);
        values = new String[names.length][];
        List<Map<String, Integer>> codeOf = new ArrayList<>(names.length);
        for (int d = 0; d < names.length; d++) {
            codeOf.add(code(leaves, own, d));
        }
        for (int leaf : own) {
            int[] codes = new int[names.length];
            for (int d = 0; d < codes.length; d++) {
                codes[d] = codeOf.get(d).getOrDefault(leaves.get(leaf).getOrDefault(names[d], ""), 0);
            }
            cells.add(new Cell(leaf, codes));
        }
        cells.sort(Cell.BY_CODES);
    }

    /**
     * The tables of leaves with these dimension values: the leaves with the same dimension names make up a table.
     *
     * @param kind what rules call a dimension
     */
    public static List<Grid> of(List<Map<String, String>> leaves, UnaryOperator<String> kind) {
        Map<Set<String>, List<Integer>> tables = new LinkedHashMap<>();
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            if (!leaves.get(leaf).isEmpty()) {
                tables.computeIfAbsent(leaves.get(leaf).keySet(), names -> new ArrayList<>())
                        .add(leaf);
            }
        }
        List<Grid> grids = new ArrayList<>();
        tables.values().forEach(own -> grids.add(new Grid(leaves, own, kind)));
        return grids;
    }

    /** The codes of the values of a dimension, in the order of the values. */
    private Map<String, Integer> code(List<Map<String, String>> leaves, List<Integer> own, int d) {
        Map<String, Integer> codeOf = new HashMap<>();
        for (int leaf : own) {
            codeOf.put(leaves.get(leaf).getOrDefault(names[d], ""), 0);
        }
        values[d] = codeOf.keySet().toArray(String[]::new);
        Arrays.sort(values[d]);
        for (int code = 0; code < values[d].length; code++) {
            codeOf.put(values[d][code], code);
        }
        return codeOf;
    }

    int dimensions() {
        return names.length;
    }

    int valuesOf(int dimension) {
        return values[dimension].length;
    }

    /** The leaves, in the order of their codes. */
    List<Cell> cells() {
        return cells;
    }

    /** The scope of these dimension and value codes in turn. */
    Scope scope(int[] pairs) {
        Scope known = scopes.get(pairs);
        if (known != null) {
            return known;
        }
        Map<String, String> dimensions = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            dimensions.put(names[pairs[i]], values[pairs[i]][pairs[i + 1]]);
        }
        Scope scope = Scope.of(dimensions, kind);
        scopes.put(pairs, scope);
        return scope;
    }
}
