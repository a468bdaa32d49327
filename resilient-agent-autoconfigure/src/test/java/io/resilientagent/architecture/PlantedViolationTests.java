package io.resilientagent.architecture;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A rule that cannot fail checks nothing: here each one is shown a class that breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedViolationTests {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private URLClassLoader planted;

    private JavaClasses classes;

    @BeforeAll
    void plant(@TempDir Path directory) throws IOException {
        Planted.compile(violations().map(Violation::planted).toList(), directory);
        this.planted = new URLClassLoader(new URL[] {directory.toUri().toURL()}, this.before);
        Thread.currentThread().setContextClassLoader(this.planted);
        this.classes = new ClassFileImporter().importPath(directory);
    }

    @AfterAll
    void uproot() throws IOException {
        Thread.currentThread().setContextClassLoader(this.before);
        this.planted.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void isCaught(Violation violation) {
        List<String> details =
                violation.rule().evaluate(this.classes).getFailureReport().getDetails();
        assertThat(details)
                .anySatisfy(
                        (line) -> assertThat(line).contains(violation.planted().className()));
    }

    static Stream<Violation> violations() {
        return Stream.of(rooms(), libraries(), lowerFloors(), time(), statics(), configuration())
                .flatMap((part) -> part);
    }

    private static Stream<Violation> rooms() {
        return Stream.of(
                new Violation(ArchitectureTests.everyPackageIsInTheTable, "utils", "class Homeless {}"),
                new Violation(ArchitectureTests.packagesAreNullMarked, "unmarked", "class Unmarked {}"),
                new Violation(
                        ArchitectureTests.roomsUseOnlyRoomsBelow,
                        "circuit",
                        "class Upwards { io.resilientagent.engine.CallRun run; }"),
                new Violation(
                        ArchitectureTests.roomsUseOnlyRoomsBelow,
                        "retry",
                        "class Sideways { io.resilientagent.circuit.Circuit[] circuits; }"),
                new Violation(
                        ArchitectureTests.roomsUseOnlyRoomsBelow,
                        "engine",
                        "class Annotated { Class<?> type() { return io.resilientagent.annotation.LlmCall.class; } }"),
                new Violation(
                        ArchitectureTests.packagesAreFreeOfCycles,
                        "failure.one",
                        "public class There { io.resilientagent.failure.two.Back back; }"),
                new Violation(
                        ArchitectureTests.packagesAreFreeOfCycles,
                        "failure.two",
                        "public class Back { io.resilientagent.failure.one.There there; }"));
    }

    private static Stream<Violation> libraries() {
        ArchRule rule = ArchitectureTests.librariesStayInTheirRooms;
        return Stream.of(
                new Violation(rule, "context", "class Metered { io.micrometer.core.instrument.Meter meter; }"),
                new Violation(rule, "actuate", "class Carried { io.micrometer.context.ContextSnapshot snapshot; }"),
                new Violation(rule, "plan", "class Advised { org.aopalliance.aop.Advice advice; }"),
                new Violation(rule, "micrometer", "class Pointed { org.springframework.aop.Pointcut pointcut; }"),
                new Violation(rule, "aop", "class Booted { org.springframework.boot.SpringApplication app; }"));
    }

    private static Stream<Violation> lowerFloors() {
        return Stream.of(
                new Violation(
                        ArchitectureTests.lowerFloorsUseTheJdkAndLittleElse,
                        "engine",
                        "class Sprung { org.springframework.core.Ordered ordered; }"),
                new Violation(
                        ArchitectureTests.lowerFloorsUseTheJdkAndLittleElse,
                        "timeout",
                        "class Sorted { org.springframework.core.Ordered[] all; }"),
                new Violation(
                        ArchitectureTests.annotationsUseOnlySpringsMarkers,
                        "annotation",
                        "class Stereotype { org.springframework.context.annotation.Bean bean; }"),
                new Violation(
                        ArchitectureTests.plansAreMadeWithoutABeanFactory,
                        "plan",
                        "class Manufactured { org.springframework.beans.factory.BeanFactory beans; }"),
                new Violation(
                        ArchitectureTests.lowerFloorsDoNotReflect,
                        "route",
                        "class Naming { void name(java.lang.reflect.Method[] methods) {} }"),
                new Violation(
                        ArchitectureTests.lowerFloorsDoNotReflect,
                        "route",
                        "class Reflecting { Object[] methods() { return getClass().getDeclaredMethods(); } }"));
    }

    private static Stream<Violation> time() {
        ArchRule rule = ArchitectureTests.lowerFloorsTakeTimeFromTickerAndSleeper;
        return Stream.of(
                new Violation(rule, "retry", "class Timed { long nanos() { return System.nanoTime(); } }"),
                new Violation(
                        rule,
                        "retry",
                        "class Referred { java.util.function.LongSupplier clock = System::currentTimeMillis; }"),
                new Violation(rule, "failure", "class Dated { Object now() { return java.time.Instant.now(); } }"),
                new Violation(rule, "failure", "class Old { Object now() { return new java.util.Date(); } }"),
                new Violation(rule, "engine", "class Zoned { Object clock() { return java.time.Clock.systemUTC(); } }"),
                new Violation(
                        rule,
                        "engine",
                        "class Parked { void park() { java.util.concurrent.locks.LockSupport.parkNanos(1); } }"));
    }

    private static Stream<Violation> statics() {
        ArchRule rule = ArchitectureTests.thereIsNoStaticState;
        return Stream.of(
                new Violation(ArchitectureTests.staticFieldsAreFinal, "aop", "class Assignable { static int calls; }"),
                new Violation(
                        rule, "engine", "class Bound { static final ThreadLocal<String> NAME = new ThreadLocal<>(); }"),
                new Violation(
                        rule,
                        "aop",
                        "class Pooled { static final java.util.concurrent.Executor POOL = Runnable::run; }"),
                new Violation(
                        rule,
                        "retry",
                        "class Counting { static final java.util.concurrent.atomic.AtomicLong CALLS = null; }"),
                new Violation(
                        ArchitectureTests.staticTablesCannotChange,
                        "plan",
                        "class Registry { static final java.util.Map<String, String> ALL = new java.util.HashMap<>(); }"));
    }

    private static Stream<Violation> configuration() {
        String autoConfiguration = "@org.springframework.boot.autoconfigure.AutoConfiguration ";
        String bean = "@org.springframework.context.annotation.Bean ";
        String onClass = "@org.springframework.boot.autoconfigure.condition.ConditionalOnClass(String.class) ";
        return Stream.of(
                new Violation(
                        ArchitectureTests.autoConfigurationsAreFinalAndNamedSo,
                        "autoconfigure",
                        autoConfiguration + "public final class MisnamedConfiguration {}"),
                new Violation(
                        ArchitectureTests.autoConfigurationsAreFinalAndNamedSo,
                        "autoconfigure",
                        autoConfiguration + "public class OpenAutoConfiguration {}"),
                new Violation(
                        ArchitectureTests.autoConfigurationsAreFinalAndNamedSo,
                        "autoconfigure",
                        autoConfiguration + "final class HiddenAutoConfiguration {}"),
                new Violation(
                        ArchitectureTests.autoConfigurationsAreFinalAndNamedSo,
                        "actuate",
                        autoConfiguration + "public final class MisplacedAutoConfiguration {}"),
                new Violation(
                        ArchitectureTests.autoConfigurationsHaveNoPublicMethods,
                        "autoconfigure",
                        autoConfiguration + "public final class TalkingAutoConfiguration { public void talk() {} }"),
                new Violation(
                        ArchitectureTests.beanMethodsHaveNoConditionOnAClass,
                        "autoconfigure",
                        "class Conditional { " + bean + onClass + "String text() { return \"\"; } }"),
                new Violation(
                        ArchitectureTests.postProcessorsComeFromStaticMethods,
                        "autoconfigure",
                        "class Early { " + bean
                                + "io.resilientagent.aop.GuardPostProcessor early() { return null; } }"),
                new Violation(
                        ArchitectureTests.conditionsAreNotPublic,
                        "autoconfigure",
                        "public abstract class OnMood implements org.springframework.context.annotation.Condition {}"));
    }

    private record Violation(ArchRule rule, Planted planted) {

        Violation(ArchRule rule, String room, String code) {
            this(rule, new Planted(room, code));
        }

        @Override
        public String toString() {
            return this.planted.code();
        }
    }
}
