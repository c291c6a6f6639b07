package dev.weir.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom: packages are named in the order in which a flow passes through them. */
final class LayerTest {
    private static final List<String> ORDER =
            List.of(
                    "problem",
                    "storage",
                    "file",
                    "spec",
                    "plan",
                    "watch",
                    "state",
                    "checkpoint",
                    "provenance",
                    "deadletter",
                    "run");

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.weir.core");

    @Test
    void nothingKnowsWhatComesAfterIt() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later =
                    ORDER.subList(i + 1, ORDER.size()).stream()
                            .map(name -> "dev.weir.core." + name + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.weir.core." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(CORE);
        }
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("dev.weir.core.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void theEngineHasNeitherServerNorScreen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "javafx..", "java.awt..", "javax.swing..")
                .check(CORE);
    }

    @Test
    void nothingIsPrinted() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CORE);
    }

    @Test
    void onlyFilesAreYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.core.file..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
                .check(CORE);
    }

    /**
     * Elsewhere a {@code JsonNode} may be handed on, but not written or read, except that the tests
     * of a flow compare rows as JSON.
     */
    @Test
    void jsonIsWrittenAndReadInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.weir.core.spec..",
                        "dev.weir.core.state..",
                        "dev.weir.core.checkpoint..",
                        "dev.weir.core.deadletter..",
                        "dev.weir.core.watch..")
                .and()
                .haveSimpleNameNotStartingWith("TestRun")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.fasterxml.jackson..")
                                .and(not(assignableTo(JsonNode.class))))
                .check(CORE);
    }

    @Test
    void onlyStateSpeaksToADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.weir.core.state..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("java.sql..").and(not(type(SQLException.class))))
                .check(CORE);
    }
}
