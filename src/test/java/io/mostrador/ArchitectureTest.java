package io.mostrador;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;

@AnalyzeClasses(packages = "io.mostrador", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependencies_point_one_way =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("kernel")
          .definedBy("io.mostrador.kernel..")
          .layer("platform")
          .definedBy("io.mostrador.platform..")
          .layer("domain")
          .definedBy("io.mostrador.domain..")
          .layer("application")
          .definedBy("io.mostrador", "io.mostrador.bulk")
          .whereLayer("application")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("domain")
          .mayOnlyBeAccessedByLayers("application")
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers("application", "domain");

  @ArchTest
  static final ArchRule domains_form_no_cycle =
      slices().matching("io.mostrador.domain.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule platform_parts_form_no_cycle =
      slices().matching("io.mostrador.platform.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule no_vague_names =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service)");

  @ArchTest
  static final ArchRule only_the_edges_subscribe_and_nobody_blocks =
      noClasses()
          .that()
          .resideInAPackage("io.mostrador.domain..")
          .should()
          .callMethodWhere(
              call(
                  "Rx subscribe or blocking calls",
                  method ->
                      method.getTargetOwner().getPackageName().startsWith("io.reactivex.rxjava3")
                          && (method.getName().equals("subscribe")
                              || method.getName().startsWith("blocking"))));

  @ArchTest
  static final ArchRule only_cold_calls =
      noClasses()
          .should()
          .callMethodWhere(call("the eager twin of an rx method", ArchitectureTest::isEager));

  @ArchTest
  static final ArchRule amounts_are_never_floating_point =
      noClasses()
          .that()
          .resideInAnyPackage("io.mostrador.domain..", "io.mostrador.kernel..")
          .should()
          .callMethodWhere(
              call(
                  "a JSON getter that rounds or wraps",
                  method ->
                      method.getTargetOwner().getName().startsWith("io.vertx.core.json")
                          && (method.getName().equals("getDouble")
                              || method.getName().equals("getFloat")
                              || method.getName().equals("getLong"))));

  private static boolean isEager(JavaMethodCall call) {
    var owner = call.getTargetOwner();
    if (!owner.getPackageName().startsWith("io.vertx.rxjava3")) {
      return false;
    }
    String name = call.getName();
    String twin = "rx" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return owner.getAllMethods().stream().anyMatch(method -> method.getName().equals(twin));
  }

  private static DescribedPredicate<JavaMethodCall> call(
      String description, java.util.function.Predicate<JavaMethodCall> test) {
    return DescribedPredicate.describe(description, test);
  }
}
