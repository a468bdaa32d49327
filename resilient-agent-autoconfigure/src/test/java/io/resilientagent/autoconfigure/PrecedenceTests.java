package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.resilientagent.Repeat;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.engine.TargetRoute;
import io.resilientagent.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which value counts where several are given, value by value. */
class PrecedenceTests {

    @Test
    void builtIn() {
        assertThat(timeout(plan(Bare.class))).isEqualTo(Duration.ofSeconds(30));
        assertThat(attempts(plan(Bare.class))).isEqualTo(3);
        assertThat(Duration.ofNanos(plan(Bare.class).limits().deadline())).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void typeDecidesWhatIsBuiltIn() {
        assertThat(timeout(plan(Bare.class, "calls.agent.type=reasoning"))).isEqualTo(Duration.ofMinutes(5));
        assertThat(attempts(plan(Bare.class, "calls.agent.type=reasoning"))).isEqualTo(2);
        assertThat(timeout(plan(Bare.class, "calls.agent.type=embedding"))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void defaultStandsBeforeBuiltIn() {
        assertThat(timeout(plan(Bare.class, "calls.default.timeout=11s"))).isEqualTo(Duration.ofSeconds(11));
        assertThat(attempts(plan(Bare.class, "calls.default.retry.max-attempts=5")))
                .isEqualTo(5);
    }

    @Test
    void annotationStandsBeforeDefault() {
        CallPlan plan = plan(Annotated.class, "calls.default.timeout=11s", "calls.default.retry.max-attempts=5");
        assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(12));
        assertThat(attempts(plan)).isEqualTo(4);
    }

    @Test
    void typesAnnotationStandsBeforeDefault() {
        assertThat(timeout(plan(AnnotatedType.class, "calls.default.timeout=11s")))
                .isEqualTo(Duration.ofSeconds(13));
    }

    @Test
    void namedStandsBeforeAnnotation() {
        CallPlan plan = plan(Annotated.class, "calls.agent.timeout=14s", "calls.agent.retry.max-attempts=6");
        assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(14));
        assertThat(attempts(plan)).isEqualTo(6);
    }

    @Test
    void targetStandsBeforeNamed() {
        List<TargetRoute> targets = plan(
                        Annotated.class,
                        "calls.agent.timeout=14s",
                        "calls.agent.retry.max-attempts=6",
                        "calls.agent.chain[0].target=a/one",
                        "calls.agent.chain[0].timeout=15s",
                        "calls.agent.chain[0].max-attempts=7",
                        "calls.agent.chain[1]=b/two")
                .targets();
        assertThat(timeout(targets.get(0))).isEqualTo(Duration.ofSeconds(15));
        assertThat(targets.get(0).retry().maxAttempts()).isEqualTo(7);
        assertThat(timeout(targets.get(1))).isEqualTo(Duration.ofSeconds(14));
        assertThat(targets.get(1).retry().maxAttempts()).isEqualTo(6);
    }

    @Test
    void eachValueByItself() {
        CallPlan plan = plan(
                Annotated.class,
                "calls.default.deadline=100s",
                "calls.default.retry.delay=3s",
                "calls.agent.retry.max-attempts=9");
        assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(12));
        assertThat(attempts(plan)).isEqualTo(9);
        assertThat(Duration.ofNanos(plan.limits().deadline())).isEqualTo(Duration.ofSeconds(100));
        assertThat(plan.targets().get(0).retry().nanosBeforeNext(FailureKind.OVERLOADED, 1, null))
                .isBetween(
                        Duration.ofSeconds(3).toNanos(),
                        Duration.ofMillis(4_500).toNanos());
        assertThat(plan.targets().get(0).retry().nanosBeforeNext(FailureKind.OVERLOADED, 2, null))
                .isBetween(
                        Duration.ofSeconds(6).toNanos(), Duration.ofSeconds(9).toNanos());
    }

    @Test
    void chainReplacesModel() {
        assertThat(plan(WithModel.class).routes()).containsExactly("a/one");
        assertThat(plan(WithModel.class, "calls.agent.chain=b/two,c/three").routes())
                .containsExactly("b/two", "c/three");
        assertThat(plan(WithModel.class, "calls.agent.model=b/two").routes()).containsExactly("b/two");
    }

    @Test
    void neverCannotBeLoosened() {
        assertThat(plan(Never.class).repeat()).isEqualTo(Repeat.NEVER);
        assertThat(plan(Never.class, "calls.agent.repeat=always").repeat()).isEqualTo(Repeat.NEVER);
        assertThat(plan(Bare.class, "calls.agent.repeat=never").repeat()).isEqualTo(Repeat.NEVER);
        assertThat(plan(Bare.class, "calls.default.repeat=if-refused").repeat()).isEqualTo(Repeat.IF_REFUSED);
        assertThat(plan(Bare.class, "calls.default.repeat=never", "calls.agent.repeat=always")
                        .repeat())
                .isEqualTo(Repeat.ALWAYS);
    }

    @Test
    void circuitAloneInheritsNothingFromDefault() {
        CallPlan plan = plan(CircuitOnly.class, "calls.default.timeout=11s", "calls.default.retry.max-attempts=5");
        assertThat(timeout(plan)).isZero();
        assertThat(attempts(plan)).isEqualTo(1);
        assertThat(plan.limits().deadline()).isZero();
        CallPlan named = plan(CircuitOnly.class, "calls.circuit-only-answer.timeout=11s");
        assertThat(timeout(named)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void zeroIsNone() {
        CallPlan plan = plan(Annotated.class, "calls.agent.timeout=0", "calls.agent.deadline=0s");
        assertThat(timeout(plan)).isZero();
        assertThat(plan.limits().deadline()).isZero();
    }

    @Test
    void environmentVariableStandsBeforeTheFile() {
        ApplicationContextRunner runner = StartUp.runner()
                .withBean("agent", Hyphen.class)
                .withPropertyValues(
                        "resilient-agent.calls.llm-calls.timeout=20s",
                        "resilient-agent.calls.llm-calls.deadline=200s",
                        "resilient-agent.circuits.[openai/gpt-4.1].failure-threshold=3",
                        "resilient-agent.circuits.[openai/gpt-4.1].minimum-number-of-calls=7")
                .withInitializer((context) -> environment(
                        context.getEnvironment(),
                        Map.of(
                                "RESILIENTAGENT_CALLS_LLMCALLS_TIMEOUT", "21s",
                                "RESILIENTAGENT_CIRCUITS_OPENAIGPT41_FAILURETHRESHOLD", "4")));
        runner.run((context) -> {
            assertThat(context).hasNotFailed();
            CallPlan plan =
                    context.getBean(CallCatalog.class).plans().iterator().next();
            assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(21));
            assertThat(Duration.ofNanos(plan.limits().deadline())).isEqualTo(Duration.ofSeconds(200));
            var settings = context.getBean(CircuitRegistry.class)
                    .find("openai/gpt-4.1")
                    .orElseThrow()
                    .settings();
            assertThat(settings.failureThreshold()).isEqualTo(4);
            assertThat(settings.minimumNumberOfCalls()).isEqualTo(7);
        });
    }

    @Test
    void environmentVariableAlone() {
        StartUp.runner()
                .withBean("agent", Annotated.class)
                .withInitializer((context) -> environment(
                        context.getEnvironment(),
                        Map.of(
                                "RESILIENTAGENT_CALLS_AGENT_TIMEOUT", "21s",
                                "RESILIENTAGENT_CALLS_AGENT_RETRY_MAXATTEMPTS", "8")))
                .run((context) -> {
                    CallPlan plan = context.getBean(CallCatalog.class)
                            .plans()
                            .iterator()
                            .next();
                    assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(21));
                    assertThat(attempts(plan)).isEqualTo(8);
                });
    }

    @Test
    void spellingsOfAKeyAreOneEntry() {
        assertThat(timeout(plan(Hyphen.class, "calls.llm_calls.timeout=5s"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeout(plan(Hyphen.class, "calls.llmCalls.timeout=5s"))).isEqualTo(Duration.ofSeconds(5));
    }

    private static void environment(ConfigurableEnvironment environment, Map<String, Object> variables) {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        MapPropertySource file =
                (MapPropertySource) environment.getPropertySources().remove("test");
        if (file != null) {
            environment.getPropertySources().addLast(file);
        }
    }

    private static CallPlan plan(Class<?> agent, String... properties) {
        CallPlan[] plan = new CallPlan[1];
        ApplicationContextRunner runner = StartUp.runner().withBean("agent", agent);
        for (String property : properties) {
            runner = runner.withPropertyValues("resilient-agent." + property);
        }
        runner.run((context) -> {
            assertThat(context).hasNotFailed();
            plan[0] = context.getBean(CallCatalog.class).plans().iterator().next();
        });
        return plan[0];
    }

    private static Duration timeout(CallPlan plan) {
        return timeout(plan.targets().get(0));
    }

    private static Duration timeout(TargetRoute target) {
        return Duration.ofNanos(target.limits().timeout());
    }

    private static int attempts(CallPlan plan) {
        return plan.targets().get(0).retry().maxAttempts();
    }

    static class Bare {
        @LlmCall("agent")
        public String answer() {
            return "";
        }
    }

    static class Annotated {
        @LlmCall(name = "agent", timeout = "12s", maxAttempts = 4)
        public String answer() {
            return "";
        }
    }

    @LlmCall(name = "agent", timeout = "13s")
    static class AnnotatedType {
        public String answer() {
            return "";
        }
    }

    static class WithModel {
        @LlmCall(name = "agent", model = "a/one")
        public String answer() {
            return "";
        }
    }

    static class Never {
        @LlmCall(name = "agent", repeat = Repeat.NEVER)
        public String answer() {
            return "";
        }
    }

    static class Hyphen {
        @LlmCall(name = "llm-calls", model = "openai/gpt-4.1")
        public String answer() {
            return "";
        }
    }

    static class CircuitOnly {
        @CircuitGuarded("db")
        public String answer() {
            return "";
        }
    }
}
