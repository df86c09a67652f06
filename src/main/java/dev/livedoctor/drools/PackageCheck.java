package dev.livedoctor.drools;

import dev.livedoctor.diagnosis.Weight;
import dev.livedoctor.ruleset.ComplaintCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** Checks what stands before and between the rules of a file. */
final class PackageCheck {
    private static final String FACTS = "dev.livedoctor.diagnosis.";

    private static final Set<String> NAMES = Set.of("Reading", "Attribute", "Event", "Symptom");
    private static final Set<String> VOCABULARY = Stream.concat(
                    Stream.of(Weight.values()).map(weight -> "Weight." + weight),
                    ConsequenceReader.ASSERTIONS.stream().map(name -> "Evidence." + name))
            .collect(Collectors.toUnmodifiableSet());

    private final RuleFile file;

    private PackageCheck(RuleFile file) {
        this.file = file;
    }

    /** What the rules of a file name, and what it imports for that: without the one the other means nothing to Drools. */
    private static final Pattern USED = Pattern.compile(
            "//[^\\r\\n]*|/\\*(?s:.*?)\\*/|\"[^\"]*\"|\\b(?<fact>Reading|Attribute|Event|Symptom)\\s*\\("
                    + "|\\b(?<assertion>shows|supports|contradicts)\\s*\\(|,\\s*(?<weight>DECISIVE|STRONG|MODERATE|WEAK)\\s*,");

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

    /** Complains of every name that the rules of {@code file} use and that it does not import. */
    static void checkImports(PackageDescr tree, RuleFile file) {
        PackageCheck check = new PackageCheck(file);
        Set<String> imported = Stream.of(tree.getImports(), tree.getFunctionImports())
                .flatMap(List::stream)
                .map(ImportDescr::getTarget)
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .collect(Collectors.toCollection(HashSet::new));
        Matcher used = USED.matcher(file.text());
        while (used.find()) {
            check.missing(used, "fact", "import " + FACTS, imported);
            check.missing(used, "assertion", "import static " + FACTS + "Evidence.", imported);
            check.missing(used, "weight", "import static " + FACTS + "Weight.", imported);
        }
    }

    private void missing(Matcher used, String kind, String prefix, Set<String> imported) {
        String name = used.group(kind);
        if (name != null && imported.add(name)) {
            file.complainAt(
                    ComplaintCode.MISSING_IMPORT,
                    used.start(kind),
                    name + " is not imported.",
                    prefix + name + "; before the rules?");
        }
    }

    private void check(PackageDescr tree) {
        tree.getImports().stream()
                .filter(imported -> !isFact(imported.getTarget()))
                .forEach(imported -> file.complain(
                        ComplaintCode.FORBIDDEN_IMPORT,
                        imported.getLine(),
                        "import " + imported.getTarget() + " is not allowed.",
                        meant(imported, NAMES, "one of " + FACTS + "Reading, Attribute, Event, Symptom")));
        tree.getFunctionImports().stream()
                .filter(imported -> !isVocabulary(imported.getTarget()))
                .forEach(imported -> file.complain(
                        ComplaintCode.FORBIDDEN_IMPORT,
                        imported.getLine(),
                        "import static " + imported.getTarget() + " is not allowed.",
                        meant(
                                imported,
                                VOCABULARY,
                                "Evidence.shows, Evidence.supports, Evidence.contradicts or a Weight")));
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

    private String meant(ImportDescr imported, Set<String> names, String otherwise) {
        return imported.getTarget().startsWith(FACTS)
                ? file.maybe(imported.getTarget().substring(FACTS.length()), names, otherwise)
                : otherwise + "?";
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
        return target.startsWith(FACTS) && VOCABULARY.contains(target.substring(FACTS.length()));
    }
}
