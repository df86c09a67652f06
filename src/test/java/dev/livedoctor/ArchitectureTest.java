package dev.livedoctor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The dependency rules, each with its reason. */
class ArchitectureTest {
    private static final String ROOT = "dev.livedoctor";

    /** Which packages a package may import; a new package is put in here first. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("snapshot", List.of()),
            Map.entry("diagnosis", List.of("snapshot")),
            Map.entry("ruleset", List.of("diagnosis", "snapshot")),
            Map.entry("drools", List.of("ruleset", "diagnosis", "snapshot")),
            Map.entry("workbench", List.of("ruleset", "diagnosis", "snapshot")),
            Map.entry("access", List.of()),
            Map.entry("reload", List.of("outbound", "workbench", "ruleset", "diagnosis", "snapshot")),
            Map.entry("chat", List.of("alert", "diagnosis", "snapshot")),
            Map.entry("alert", List.of("diagnosis", "snapshot")),
            Map.entry("history", List.of("alert", "diagnosis", "snapshot")),
            Map.entry("lookback", List.of("history", "alert", "diagnosis", "snapshot")),
            Map.entry("outbound", List.of()),
            Map.entry("notify", List.of("outbound", "chat", "history", "alert", "diagnosis", "snapshot")),
            Map.entry("alerting", List.of("outbound", "notify", "chat", "history", "alert", "diagnosis", "snapshot")),
            Map.entry(
                    "api",
                    List.of(
                            "access",
                            "alert",
                            "chat",
                            "history",
                            "lookback",
                            "notify",
                            "reload",
                            "workbench",
                            "ruleset",
                            "diagnosis",
                            "snapshot")),
            Map.entry(
                    "mcp",
                    List.of(
                            "api",
                            "access",
                            "chat",
                            "history",
                            "lookback",
                            "reload",
                            "ruleset",
                            "diagnosis",
                            "snapshot")),
            Map.entry("adapter", List.of("api", "access", "history", "outbound", "ruleset", "diagnosis", "snapshot")),
            Map.entry(
                    "command",
                    List.of(
                            "outbound",
                            "access",
                            "notify",
                            "chat",
                            "history",
                            "reload",
                            "ruleset",
                            "diagnosis",
                            "snapshot")),
            Map.entry(
                    "cli",
                    List.of(
                            "api",
                            "access",
                            "adapter",
                            "chat",
                            "history",
                            "notify",
                            "reload",
                            "workbench",
                            "ruleset",
                            "diagnosis",
                            "snapshot")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesImportOnlyWhatLiesBeforeThem() {
        IMPORTS.forEach((name, imported) -> {
            String[] others = IMPORTS.keySet().stream()
                    .filter(other -> !other.equals(name) && !imported.contains(other))
                    .map(ArchitectureTest::packages)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packages(name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT)
                    .because("a diagnosis goes one way through, and what comes first must not know what is made of it")
                    .check(CLASSES);
        });
    }

    @Test
    void everyPackageHasItsRule() {
        classes()
                .should()
                .resideInAnyPackage(
                        Stream.concat(Stream.of(ROOT), IMPORTS.keySet().stream().map(ArchitectureTest::packages))
                                .toArray(String[]::new))
                .because("what a package may import is decided when it is made")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle are one package")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomSpeaksDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("drools"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .because("Drools must be replaceable, and poisons itself when it is first called from a foreign class"
                        + " loader")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomSpeaksGit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("reload"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit..")
                .because("who commits into a folder must know who else writes there")
                .check(CLASSES);
    }

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAnyPackage(packages("snapshot"), packages("diagnosis"), packages("alert"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + "..")
                .because("what a diagnosis is does not change with a framework")
                .check(CLASSES);
    }

    @Test
    void aRulePackNeedsYamlAndNoFramework() {
        classes()
                .that()
                .resideInAPackage(packages("ruleset"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.yaml.snakeyaml..",
                        "org.apache.commons.codec..",
                        "org.apache.commons.text..",
                        ROOT + "..")
                .because("a pack is checked by tests, the command line and the service alike")
                .check(CLASSES);
    }

    @Test
    void aMessageNeedsJsonAndNoFramework() {
        classes()
                .that()
                .resideInAPackage(packages("chat"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "com.fasterxml.jackson..", ROOT + "..")
                .because("what a card says does not change with who sends it")
                .check(CLASSES);
    }

    @Test
    void sqlStaysInItsRooms() {
        classes()
                .that()
                .resideInAPackage(packages("history"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "com.zaxxer.hikari..",
                        "org.apache.commons.codec..",
                        "org.flywaydb..",
                        "org.postgresql..",
                        "org.sqlite..",
                        ROOT + "..")
                .because("what was acknowledged is kept with the container and without it")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("history"), packages("notify"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..")
                .because("there is one writer, and whoever goes around it waits for the disk alone")
                .check(CLASSES);
    }

    @Test
    void rulesRunWithoutTheService() {
        noClasses()
                .that()
                .resideInAPackage(packages("drools"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "com.fasterxml..")
                .because("rules must run in a test and on the command line, where no container is")
                .check(CLASSES);
    }

    @Test
    void rolesStandAtTheResources() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should(
                        new ArchCondition<>(
                                "say at each method or at the class which role it needs, or that it needs none") {
                            @Override
                            public void check(JavaClass one, ConditionEvents events) {
                                one.getMethods().stream()
                                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                                        .forEach(method -> events.add(new SimpleConditionEvent(
                                                method,
                                                method.isAnnotatedWith(RolesAllowed.class)
                                                        || one.isAnnotatedWith(RolesAllowed.class)
                                                        || one.isAnnotatedWith(PermitAll.class),
                                                method.getFullName() + " is open to everybody")));
                            }
                        })
                .because("a new resource must not be open by oversight, and patterns of paths have been got round")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Base")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Manager")
                .because("such a name fits anything, so that anything gets into it")
                .check(CLASSES);
    }

    @Test
    void packagesAreNamedAfterTheirSubject() {
        noClasses()
                .should()
                .resideInAnyPackage("..model..", "..service..", "..util..", "..common..", "..dto..", "..config..")
                .because("layers of a technique tear apart what changes together")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsAndWhereNullIs() {
        classes()
                .should(new ArchCondition<>("lie in a package that is described and null-marked") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        events.add(new SimpleConditionEvent(
                                one,
                                one.getPackage().isAnnotatedWith(NullMarked.class),
                                one.getPackageName() + " has no package-info.java with @NullMarked"));
                    }
                })
                .because("what is not marked is not checked")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, packages("cli"))
                .should(ACCESS_STANDARD_STREAMS)
                .because("a service logs, with level, category and time")
                .check(CLASSES);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the wall clock is read without a Clock") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        String owner = call.getTargetOwner().getName();
                        String name = call.getTarget().getName();
                        boolean now = owner.startsWith("java.time.")
                                && name.equals("now")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class));
                        return now || owner.equals("java.lang.System") && name.equals("currentTimeMillis");
                    }
                })
                .because("what depends on time must be testable at any time")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("a clock of the system is made") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getTarget().getName().startsWith("system");
                    }
                })
                .because("there is one clock, which the root puts in")
                .check(CLASSES);
    }

    private static String packages(String name) {
        return ROOT + "." + name + "..";
    }
}
