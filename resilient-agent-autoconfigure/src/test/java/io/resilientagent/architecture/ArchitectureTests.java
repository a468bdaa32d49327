package io.resilientagent.architecture;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.resilientagent.CallBinding;
import io.resilientagent.time.Sleeper;
import io.resilientagent.time.SystemTimer;
import io.resilientagent.time.Ticker;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.resilientagent.architecture.Conditions.holdOnlyWhatCannotChange;
import static io.resilientagent.architecture.Conditions.lieInAKnownRoom;
import static io.resilientagent.architecture.Conditions.lieInANullMarkedPackage;
import static io.resilientagent.architecture.Conditions.notReflect;
import static io.resilientagent.architecture.Conditions.readsClockOrSleeps;
import static io.resilientagent.architecture.Conditions.useLibrariesOnlyInTheirRooms;
import static io.resilientagent.architecture.Conditions.useOnly;
import static io.resilientagent.architecture.Conditions.useOnlyRoomsBelow;
import static io.resilientagent.architecture.Floors.packages;

/** The rules that keep the floor plan. {@link PlantedViolationTests} shows that each of them can fail. */
@AnalyzeClasses(packages = Floors.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule everyPackageIsInTheTable = classes().should(lieInAKnownRoom());

    @ArchTest
    static final ArchRule roomsUseOnlyRoomsBelow = classes().should(useOnlyRoomsBelow());

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule librariesStayInTheirRooms = classes().should(useLibrariesOnlyInTheirRooms());

    @ArchTest
    static final ArchRule lowerFloorsUseTheJdkAndLittleElse = classes()
            .that()
            .resideInAnyPackage(packages(0, 3))
            .and()
            .resideOutsideOfPackages(packages("annotation"))
            .should(useOnly("java..", "org.jspecify..", "org.apache.commons.logging..", "org.springframework.util.."));

    @ArchTest
    static final ArchRule annotationsUseOnlySpringsMarkers = classes()
            .that()
            .resideInAnyPackage(packages("annotation"))
            .should(useOnly(
                    "java..",
                    "org.jspecify..",
                    "org.springframework.core.annotation..",
                    "org.springframework.aot.hint.annotation.."));

    @ArchTest
    static final ArchRule plansAreMadeWithoutABeanFactory = classes()
            .that()
            .resideInAnyPackage(packages("plan"))
            .should(useOnly(
                    "java..",
                    "org.jspecify..",
                    "org.apache.commons.logging..",
                    "org.springframework.core..",
                    "org.springframework.expression..",
                    "org.springframework.util.."));

    @ArchTest
    static final ArchRule lowerFloorsDoNotReflect = classes()
            .that()
            .resideInAnyPackage(packages(0, 3))
            .and()
            .resideOutsideOfPackages(packages("failure"))
            .should(notReflect());

    @ArchTest
    static final ArchRule lowerFloorsTakeTimeFromTickerAndSleeper = noClasses()
            .that()
            .resideInAnyPackage(packages(0, 3))
            .and()
            .doNotBelongToAnyOf(Ticker.class, Sleeper.class, SystemTimer.class)
            .should()
            .accessTargetWhere(readsClockOrSleeps());

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule thereIsNoStaticState = noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(packages(0, 5))
            .and()
            .areNotDeclaredIn(CallBinding.class)
            .should()
            .haveRawType(assignableTo(ThreadLocal.class)
                    .or(assignableTo(Executor.class))
                    .or(resideInAPackage("java.util.concurrent..")));

    @ArchTest
    static final ArchRule staticTablesCannotChange = fields().that()
            .areStatic()
            .and()
            .haveRawType(assignableTo(Map.class).or(assignableTo(Collection.class)))
            .should(holdOnlyWhatCannotChange());

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes().should(lieInANullMarkedPackage());

    @ArchTest
    static final ArchRule autoConfigurationsAreFinalAndNamedSo = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("AutoConfiguration")
            .andShould()
            .resideInAPackage(Floors.BASE + ".autoconfigure..");

    @ArchTest
    static final ArchRule autoConfigurationsHaveNoPublicMethods = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule beanMethodsHaveNoConditionOnAClass =
            noMethods().that().areAnnotatedWith(Bean.class).should().beAnnotatedWith(ConditionalOnClass.class);

    @ArchTest
    static final ArchRule postProcessorsComeFromStaticMethods = methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .and()
            .haveRawReturnType(assignableTo(BeanPostProcessor.class).or(assignableTo(BeanFactoryPostProcessor.class)))
            .should()
            .beStatic();

    @ArchTest
    static final ArchRule conditionsAreNotPublic = classes()
            .that()
            .areAssignableTo(Condition.class)
            .should()
            .notBePublic()
            .allowEmptyShould(true);
}
