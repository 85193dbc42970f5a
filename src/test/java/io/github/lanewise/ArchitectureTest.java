package io.github.lanewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/**
 * The walls of the house: a room uses only rooms below it.
 *
 * <pre>
 * device               what runs elsewhere; finds its providers by ServiceLoader
 * io, nn
 * root                 the public numerics
 * kernel               the contract of the engines and the choice of one
 * kernel.scalar, kernel.vector
 * </pre>
 */
class ArchitectureTest {

  private static final String ROOT = "io.github.lanewise";
  private static final String KERNEL = ROOT + ".kernel";
  private static final String SCALAR = KERNEL + ".scalar";
  private static final String VECTOR = KERNEL + ".vector";
  private static final String NN = ROOT + ".nn";
  private static final String IO = ROOT + ".io";
  private static final String DEVICE = ROOT + ".device";

  private final JavaClasses library =
      new ClassFileImporter()
          .importUrl(Gemm.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyRoomWasFound() {
    for (String room : new String[] {ROOT, KERNEL, SCALAR, VECTOR, NN, IO, DEVICE}) {
      assertTrue(library.containPackage(room), room);
    }
  }

  @Test
  void onlyTheVectorEngineKnowsTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(VECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(library);
  }

  @Test
  void enginesKnowTheirContractAndNotEachOther() {
    noClasses()
        .that()
        .resideInAnyPackage(SCALAR, VECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, NN, IO, DEVICE)
        .check(library);
    noClasses()
        .that()
        .resideInAPackage(SCALAR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VECTOR)
        .check(library);
    noClasses()
        .that()
        .resideInAPackage(VECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SCALAR)
        .check(library);
  }

  @Test
  void onlyTheChoiceNamesTheEngines() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SCALAR, VECTOR)
        .and()
        .doNotHaveFullyQualifiedName(KERNEL + ".EngineChoice")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SCALAR, VECTOR)
        .check(library);
  }

  @Test
  void theKernelsKnowNothingAbove() {
    noClasses()
        .that()
        .resideInAPackage(KERNEL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, NN, IO, DEVICE)
        .check(library);
  }

  @Test
  void networksDataSetsAndDevicesUseThePublicNumericsOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(NN, IO, DEVICE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(KERNEL + "..")
        .check(library);
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NN, IO, DEVICE)
        .check(library);
    noClasses()
        .that()
        .resideInAnyPackage(NN, IO)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DEVICE)
        .check(library);
    noClasses()
        .that()
        .resideInAnyPackage(NN, DEVICE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(IO)
        .check(library);
  }

  @Test
  void theLibraryStandsOnTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "jdk.incubator.vector..", ROOT + "..")
        .check(library);
  }

  @Test
  void theLibraryPrintsNothingAndTakesNoResultFromMath() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(library);
    for (String function : new String[] {"exp", "log", "log1p", "expm1", "tanh", "sin", "cos"}) {
      noClasses().should().callMethod(Math.class, function, double.class).check(library);
    }
  }
}
