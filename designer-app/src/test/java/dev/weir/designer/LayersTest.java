package dev.weir.designer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.weir.designer", importOptions = DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule modelAndEngineKnowNoToolkit =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.weir.designer.model..", "dev.weir.designer.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "org.kordamp..");

    @ArchTest
    static final ArchRule noServerInside =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx..", "dev.weir.server..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.weir.designer.(*)..").should().beFreeOfCycles();
}
