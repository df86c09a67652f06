package dev.livedoctor.diagnosis;

import java.util.List;

/** The compiled rules of a pack. Safe for use by many threads at once. */
public interface Inference {

    /** What the rules conclude from {@code facts}; the order of the facts never matters. */
    Findings infer(List<? extends Fact> facts);

    /** How each rule fares with {@code facts}, in the order of the files; slower than {@link #infer} by far. */
    List<RuleTrace> trace(List<? extends Fact> facts);
}
