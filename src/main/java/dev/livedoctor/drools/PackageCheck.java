package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** Checks what stands before and between the rules of a file. */
final class PackageCheck {
    private static final String FACTS = "dev.livedoctor.diagnosis.";

    private final RuleFile file;

    private PackageCheck(RuleFile file) {
        this.file = file;
    }

    /**
     * Complains of everything in {@code tree} beside its rules that no file may hold.
     *
     * @param expanded whether it may have no package
     */
    static void check(PackageDescr tree, RuleFile file, boolean expanded) {
        PackageCheck check = new PackageCheck(file);
        if (!expanded || !tree.getName().isEmpty()) {
            check.checkName(tree);
        }
        check.check(tree);
    }

    private void check(PackageDescr tree) {
        tree.getImports().stream()
                .filter(imported -> !isFact(imported.getTarget()))
                .forEach(imported -> file.complain(
                        ComplaintCode.FORBIDDEN_IMPORT,
                        imported.getLine(),
                        "import " + imported.getTarget() + " is not allowed.",
                        "one of " + FACTS + "Reading, Attribute, Event, Symptom?"));
        tree.getFunctionImports().stream()
                .filter(imported -> !isVocabulary(imported.getTarget()))
                .forEach(imported -> file.complain(
                        ComplaintCode.FORBIDDEN_IMPORT,
                        imported.getLine(),
                        "import static " + imported.getTarget() + " is not allowed.",
                        "Evidence.shows, Evidence.supports, Evidence.contradicts or a Weight?"));
        refuse(tree.getAccumulateImports(), "import accumulate");
        refuse(tree.getGlobals(), "global");
        refuse(tree.getFunctions(), "function");
        refuse(tree.getTypeDeclarations(), "declare");
        refuse(tree.getEnumDeclarations(), "declare enum");
        refuse(tree.getEntryPointDeclarations(), "declare entry-point");
        refuse(tree.getWindowDeclarations(), "declare window");
        refuse(tree.getAttributes(), "an attribute of the package");
        if (tree.getUnit() != null) {
            file.complain(ComplaintCode.NOT_IN_SUBSET, tree.getUnit().getLine(), "unit is not allowed.", "delete it?");
        }
    }

    private void checkName(PackageDescr tree) {
        String expected = file.ofSymptom() ? "rules.symptoms" : "rules.causes";
        if (!tree.getName().equals(expected)) {
            file.complain(
                    ComplaintCode.WRONG_PACKAGE,
                    lineOfPackage(),
                    tree.getName().isEmpty()
                            ? "the package is missing."
                            : "the package of this folder is " + expected + ", not " + tree.getName() + ".",
                    "package " + expected + ";?");
        }
    }

    private int lineOfPackage() {
        int line = 1;
        for (String one : file.text().lines().toList()) {
            if (one.startsWith("package ")) {
                return line;
            }
            line++;
        }
        return 1;
    }

    private void refuse(Iterable<? extends BaseDescr> elements, String what) {
        elements.forEach(element ->
                file.complain(ComplaintCode.NOT_IN_SUBSET, element.getLine(), what + " is not allowed.", "delete it?"));
    }

    private static boolean isFact(String target) {
        return target.startsWith(FACTS) && FactType.of(target.substring(FACTS.length())) != null;
    }

    private static boolean isVocabulary(String target) {
        return Stream.of(Weight.values()).anyMatch(weight -> target.equals(FACTS + "Weight." + weight))
                || ConsequenceReader.ASSERTIONS.stream().anyMatch(name -> target.equals(FACTS + "Evidence." + name));
    }
}
