package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.Arrays;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.resilientagent.CallContext;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.aspectj.weaver.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.context.request.RequestContextHolder;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that has little else, or has switched calls off, starts and makes its calls. */
class LeanApplicationTests {

    /** Hidden too: the files of a library that is not there would name its classes. */
    private static final String CONTEXT_SERVICES = "META-INF/services/io.micrometer.context.ThreadLocalAccessor";

    private final ManualTime time = new ManualTime();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withBean(ManualTime.class, () -> this.time)
            .withBean(Agent.class);

    @ParameterizedTest
    @ValueSource(
            classes = {
                Endpoint.class,
                HealthIndicator.class,
                MeterRegistry.class,
                ContextSnapshot.class,
                SecurityContextHolder.class,
                RequestContextHolder.class,
                PlatformTransactionManager.class,
                Mono.class,
                Advice.class,
            })
    void withoutOneLibrary(Class<?> missing) {
        this.runner.withClassLoader(without(missing.getPackageName())).run(LeanApplicationTests::assertGuarded);
    }

    @Test
    void withoutAnyOfThem() {
        this.runner
                .withClassLoader(without(
                        "org.springframework.boot.actuate.endpoint",
                        "org.springframework.boot.health.contributor",
                        "io.micrometer",
                        "org.springframework.security",
                        "org.springframework.transaction",
                        "org.springframework.web",
                        "jakarta.servlet",
                        "org.slf4j.MDC",
                        "reactor",
                        "org.reactivestreams",
                        "org.aspectj"))
                .run(LeanApplicationTests::assertGuarded);
    }

    @Test
    void withoutAutoProxying() {
        this.runner.withPropertyValues("spring.aop.auto=false").run(LeanApplicationTests::assertGuarded);
        this.runner
                .withPropertyValues("spring.aop.auto=false")
                .withClassLoader(without("org.aspectj"))
                .run(LeanApplicationTests::assertGuarded);
    }

    @Test
    void withoutAnyGuardedMethod() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resilient-agent.enabled=false", "resilient-agent.calls.agent.enabled=false"})
    void switchedOff(String property) {
        this.runner
                .withPropertyValues(
                        property,
                        "resilient-agent.calls.agent.chain=a/one,b/two",
                        "resilient-agent.circuits.db.failure-threshold=1",
                        "resilient-agent.circuits.[a/one].failure-threshold=1")
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    Agent agent = context.getBean(Agent.class);
                    agent.fail(1);
                    assertThat(failureOf(agent)).isInstanceOf(Problem.class);
                    assertThat(agent.attempts()).isEqualTo(1);
                    assertThat(this.time.sleeps()).isEmpty();
                    assertThat(agent.answer("x")).isEqualTo("agent a/one 1 x");
                    assertThat(agent.attempts()).isEqualTo(2);
                    assertThat(context.getBean(CircuitRegistry.class).all()).isEmpty();
                });
    }

    @Test
    void callSwitchedOffLeavesOthersGuarded() {
        this.runner
                .withBean("other", Other.class)
                .withPropertyValues("resilient-agent.calls.other.enabled=false")
                .run(LeanApplicationTests::assertGuarded);
    }

    @Test
    void switchedOnAgainstTheDefault() {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.default.enabled=false", "resilient-agent.calls.agent.enabled=true")
                .run(LeanApplicationTests::assertGuarded);
    }

    private static ClassLoader without(String... packages) {
        return new FilteredClassLoader((name) ->
                name.equals(CONTEXT_SERVICES) || Arrays.stream(packages).anyMatch(name::startsWith));
    }

    private static Throwable failureOf(Agent agent) {
        try {
            agent.answer("x");
            return new AssertionError("answered");
        } catch (RuntimeException ex) {
            return ex;
        }
    }

    private static void assertGuarded(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed();
        Agent agent = context.getBean(Agent.class);
        agent.fail(1);
        ManualTime time = context.getBean(ManualTime.class);
        int before = time.sleeps().size();
        assertThat(agent.answer("x")).isEqualTo("agent none 2 x");
        assertThat(time.sleeps().subList(before, time.sleeps().size()))
                .singleElement()
                .satisfies((wait) -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
        agent.fail(3);
        assertThat(agent.answer("x")).isEqualTo("busy");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    // Public, as a class loader that hides a library makes a proxy of its own package.
    public static class Agent {

        private volatile int failures;

        private volatile int attempts;

        public void fail(int times) {
            this.failures = times;
        }

        @LlmCall("agent")
        @CircuitGuarded("db")
        @Fallback(text = "busy")
        public String answer(String question) {
            this.attempts++;
            if (this.failures-- > 0) {
                throw Problem.of(FailureKind.OVERLOADED, 529);
            }
            CallContext call = CallContext.current();
            return call.name() + " " + target(call) + " " + call.attempt() + " " + question;
        }

        public int attempts() {
            return this.attempts;
        }

        private static String target(CallContext call) {
            try {
                return call.target().toString();
            } catch (IllegalStateException ex) {
                return "none";
            }
        }
    }

    public static class Other {

        @LlmCall("other")
        @CircuitGuarded("other")
        public String answer() {
            return "";
        }
    }
}
