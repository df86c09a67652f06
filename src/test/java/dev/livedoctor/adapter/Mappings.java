package dev.livedoctor.adapter;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Shipped;
import dev.livedoctor.ruleset.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mappings for tests. */
final class Mappings {
    static final RulePack PACK = Shipped.ruleset().pack();

    private Mappings() {}

    /** The mapping that is shipped as {@code name}. */
    static <T> Mapping<T> shipped(String name, Mapping.Form<T> form) {
        return new Mapping<>(Optional.empty(), name, form, () -> PACK);
    }

    /** What {@code text} says. */
    static <T> T read(String text, Mapping.Form<T> form) {
        List<Complaint> complaints = new ArrayList<>();
        T read = form.read(YamlValue.read("a.yaml", text, complaints), PACK);
        if (!complaints.isEmpty()) {
            throw new AssertionError(complaints.toString());
        }
        return read;
    }

    /** What is wrong with {@code text}. */
    static List<String> complaints(String text, Mapping.Form<?> form) {
        List<Complaint> complaints = new ArrayList<>();
        form.read(YamlValue.read("a.yaml", text, complaints), PACK);
        return complaints.stream().map(Complaint::toString).toList();
    }
}
