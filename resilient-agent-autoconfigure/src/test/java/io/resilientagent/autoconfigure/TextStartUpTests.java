package io.resilientagent.autoconfigure;

import java.time.Duration;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts in annotations that cannot be read stop the start: placeholders, durations, expressions. */
class TextStartUpTests {

    @Test
    void placeholderWithoutValue() {
        assertThat(refusal(PlaceholderInTimeout.class))
                .contains("Bean 'agent', method PlaceholderInTimeout.answer(String)")
                .contains("@LlmCall(timeout) '${agent.timeout}' has a placeholder without a value")
                .contains("agent.timeout")
                .contains("give a default: ${name:default}");
        assertThat(refusal(PlaceholderInName.class)).contains("@LlmCall(name) '${agent.name}'");
        assertThat(refusal(PlaceholderInModel.class)).contains("@LlmCall(model) '${agent.model}'");
        assertThat(refusal(PlaceholderInCircuit.class)).contains("@CircuitGuarded(name) '${agent.circuit}'");
        assertThat(refusal(PlaceholderInFallback.class)).contains("@Fallback(method) '${agent.fallback}'");
        assertThat(refusal(PlaceholderInText.class)).contains("@Fallback(text) '${agent.text}'");
    }

    @Test
    void badDuration() {
        assertThat(refusal(BadTimeout.class))
                .contains("method BadTimeout.answer(String)")
                .contains("@LlmCall(timeout = \"soon\") is not a duration")
                .contains("Write it like 20s");
        assertThat(refusal(NegativeTimeout.class)).contains("@LlmCall(timeout = \"-1s\")");
    }

    @Test
    void badNumber() {
        assertThat(refusal(NegativeAttempts.class))
                .contains("@LlmCall(maxAttempts = -1)")
                .contains("1 to 100");
        assertThat(refusal(ManyAttempts.class))
                .contains("@LlmCall(maxAttempts = 101)")
                .contains("1 to 100");
    }

    @Test
    void badModel() {
        assertThat(refusal(BadModel.class))
                .contains("method BadModel.answer(String)")
                .contains("@LlmCall(model)")
                .contains("gpt-4o")
                .contains("Write model = \"openai/gpt-4o-mini\"");
    }

    @Test
    void badExpression() {
        assertThat(refusal(BadExpression.class))
                .contains("method BadExpression.answer(String)")
                .contains("@LlmCall(account)")
                .contains("#{#question.}")
                .contains("cannot be parsed");
        assertThat(refusal(OpenExpression.class)).contains("cannot be parsed");
    }

    @Test
    void unknownArgument() {
        assertThat(refusal(UnknownArgument.class))
                .contains("method UnknownArgument.answer(String)")
                .contains("#{#tenant}")
                .contains("names an argument 'tenant', but there are [question]");
        assertThat(refusal(UnknownPosition.class)).contains("#a1").contains("[question]");
    }

    @Test
    void badAccountInConfigurationIsToldWithItsKey() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("agent", Plain.class)
                        .withPropertyValues("resilient-agent.calls.answer.account=#{#tenant}")))
                .contains("method Plain.answer(String)")
                .contains("resilient-agent.calls.answer.account")
                .contains("names an argument 'tenant'");
    }

    @Test
    void expressionsThatReachForMoreThanArguments() {
        assertThat(refusal(TypeReference.class))
                .contains("method TypeReference.answer(String)")
                .contains("T(java.lang.Runtime)")
                .contains("uses more than the arguments");
    }

    @Test
    void computedCircuitWithoutSettings() {
        assertThat(refusal(ComputedWithoutSettings.class))
                .contains("method ComputedWithoutSettings.answer(String)")
                .contains("@CircuitGuarded(\"tenant-#{#question}\") computes its name and has no 'settings'")
                .contains("settings = \"...\"");
    }

    @Test
    void settingsWithoutComputedName() {
        assertThat(refusal(SettingsWithoutComputedName.class))
                .contains("method SettingsWithoutComputedName.answer(String)")
                .contains("settings");
    }

    @Test
    void placeholderIsResolvedFromTheEnvironment() {
        StartUp.runner()
                .withBean("agent", PlaceholderInTimeout.class)
                .withPropertyValues("agent.timeout=3s")
                .run((context) -> assertThat(context.getBean(CallCatalog.class).plans())
                        .singleElement()
                        .satisfies((plan) -> assertThat(
                                        plan.targets().get(0).limits().timeout())
                                .isEqualTo(Duration.ofSeconds(3).toNanos())));
    }

    @Test
    void twoInterfacesThatDisagree() {
        assertThat(refusal(Torn.class))
                .contains("Bean 'agent'")
                .contains("Torn")
                .contains("answer")
                .contains("two of its interfaces declare different @LlmCall")
                .contains("Put the annotation that is meant on the method of the class itself");
    }

    @Test
    void twoInterfacesThatAgree() {
        StartUp.runner()
                .withBean("agent", Agreed.class)
                .run((context) -> assertThat(context).hasNotFailed());
    }

    private static String refusal(Class<?> agent) {
        return StartUp.refusal(StartUp.runner().withBean("agent", agent));
    }

    static class Plain {
        @LlmCall(name = "answer", model = "openai/gpt-4o")
        public String answer(String question) {
            return question;
        }
    }

    static class PlaceholderInTimeout {
        @LlmCall(name = "answer", timeout = "${agent.timeout}")
        public String answer(String question) {
            return question;
        }
    }

    static class PlaceholderInName {
        @LlmCall("${agent.name}")
        public String answer(String question) {
            return question;
        }
    }

    static class PlaceholderInModel {
        @LlmCall(name = "answer", model = "${agent.model}")
        public String answer(String question) {
            return question;
        }
    }

    static class PlaceholderInCircuit {
        @CircuitGuarded("${agent.circuit}")
        public String answer(String question) {
            return question;
        }
    }

    static class PlaceholderInFallback {
        @LlmCall("answer")
        @Fallback("${agent.fallback}")
        public String answer(String question) {
            return question;
        }
    }

    static class PlaceholderInText {
        @LlmCall("answer")
        @Fallback(text = "${agent.text}")
        public String answer(String question) {
            return question;
        }
    }

    static class BadTimeout {
        @LlmCall(name = "answer", timeout = "soon")
        public String answer(String question) {
            return question;
        }
    }

    static class NegativeTimeout {
        @LlmCall(name = "answer", timeout = "-1s")
        public String answer(String question) {
            return question;
        }
    }

    static class NegativeAttempts {
        @LlmCall(name = "answer", maxAttempts = -1)
        public String answer(String question) {
            return question;
        }
    }

    static class ManyAttempts {
        @LlmCall(name = "answer", maxAttempts = 101)
        public String answer(String question) {
            return question;
        }
    }

    static class BadModel {
        @LlmCall(name = "answer", model = "gpt-4o")
        public String answer(String question) {
            return question;
        }
    }

    static class BadExpression {
        @LlmCall(name = "answer", model = "openai/gpt-4o", account = "#{#question.}")
        public String answer(String question) {
            return question;
        }
    }

    static class OpenExpression {
        @LlmCall(name = "answer", model = "openai/gpt-4o", account = "#{#question")
        public String answer(String question) {
            return question;
        }
    }

    static class UnknownArgument {
        @LlmCall(name = "answer", model = "openai/gpt-4o", account = "#{#tenant}")
        public String answer(String question) {
            return question;
        }
    }

    static class UnknownPosition {
        @LlmCall(name = "answer", model = "openai/gpt-4o", account = "#{#a1}")
        public String answer(String question) {
            return question;
        }
    }

    static class TypeReference {
        @LlmCall(name = "answer", model = "openai/gpt-4o", account = "#{T(java.lang.Runtime).getRuntime()}")
        public String answer(String question) {
            return question;
        }
    }

    static class ComputedWithoutSettings {
        @CircuitGuarded("tenant-#{#question}")
        public String answer(String question) {
            return question;
        }
    }

    static class SettingsWithoutComputedName {
        @CircuitGuarded(name = "db", settings = "other")
        public String answer(String question) {
            return question;
        }
    }

    interface One {
        @LlmCall("one")
        String answer(String question);
    }

    interface Two {
        @LlmCall("two")
        String answer(String question);
    }

    interface OneAgain {
        @LlmCall("one")
        String answer(String question);
    }

    static class Torn implements One, Two {
        @Override
        public String answer(String question) {
            return question;
        }
    }

    static class Agreed implements One, OneAgain {
        @Override
        public String answer(String question) {
            return question;
        }
    }
}
