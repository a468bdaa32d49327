package io.resilientagent.autoconfigure;

import java.util.Map;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names that are used nowhere, or cannot be told apart, stop the start. */
@ExtendWith(OutputCaptureExtension.class)
class NameStartUpTests {

    @Test
    void unusedCall() {
        assertThat(refusal("resilient-agent.calls.suport.timeout=3s"))
                .contains("used by no guarded method: resilient-agent.calls.suport")
                .contains("Write 'support:' instead of 'suport:'")
                .contains("resilient-agent.unused-names: warn");
    }

    @Test
    void unusedCircuit() {
        assertThat(refusal("resilient-agent.circuits.anthropc.failure-threshold=3"))
                .contains("used by no guarded method: resilient-agent.circuits.anthropc")
                .contains("The names under 'resilient-agent.circuits' can be [db, openai, \"[openai/gpt-4.1]\"]");
    }

    @Test
    void unusedCircuitWithDotIsPrintedAsItMustBeWritten() {
        assertThat(refusal("resilient-agent.circuits.[openai/gpt-4.2].failure-threshold=3"))
                .contains("resilient-agent.circuits.[openai/gpt-4.2]")
                .contains("Write '\"[openai/gpt-4.1]\":' instead of '\"[openai/gpt-4.2]\":'");
    }

    @Test
    void circuitWithDotButWithoutBracketsIsToldTheExactLine() {
        assertThat(refusal("resilient-agent.circuits.openai/gpt-4.1.failure-threshold=3"))
                .contains("resilient-agent.circuits.openai/gpt-4.1.failure-threshold")
                .contains("\"[openai/gpt-4.1]\":");
    }

    @Test
    void circuitWithDotButWithoutBracketsInAGroupIsToldTheExactLine() {
        assertThat(refusal("resilient-agent.circuits.openai/gpt-4.1.retry-budget.capacity=3"))
                .contains("\"[openai/gpt-4.1]\":");
    }

    @Test
    void circuitWithSlashNeedsNoBrackets() {
        StartUp.runner()
                .withBean("agent", Agent.class)
                .withPropertyValues("resilient-agent.calls.support.model=openai/gpt-4o")
                .withPropertyValues("resilient-agent.circuits.openai/gpt-4o.failure-threshold=3")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void unusedNamesCanBeAWarning(CapturedOutput output) {
        StartUp.runner()
                .withBean("agent", Agent.class)
                .withPropertyValues(
                        "resilient-agent.unused-names=warn",
                        "resilient-agent.calls.suport.timeout=3s",
                        "resilient-agent.circuits.nobody.failure-threshold=3")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).contains("WARN").contains("resilient-agent.calls.suport, resilient-agent.circuits.nobody");
    }

    @Test
    void defaultIsNeverUnused() {
        StartUp.runner()
                .withPropertyValues(
                        "resilient-agent.calls.default.timeout=3s",
                        "resilient-agent.circuits.default.failure-threshold=3")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void collidingCallNames() {
        assertThat(StartUp.refusal(
                        StartUp.runner().withBean("one", Underscore.class).withBean("two", Hyphen.class)))
                .contains("Bean 'two', method Hyphen.answer(String)")
                .contains("'llm-calls' and 'llm_calls' are the same key");
    }

    @Test
    void collidingCircuitNames() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("one", CircuitUnderscore.class)
                        .withBean("two", CircuitHyphen.class)))
                .contains("Bean 'two', method CircuitHyphen.answer(String)")
                .contains("'llm-circuit' and 'llm_circuit' are the same key");
    }

    @Test
    void sameNameTwiceIsOneCall() {
        StartUp.runner()
                .withBean("one", Hyphen.class)
                .withBean("two", HyphenAgain.class)
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void invalidNames() {
        assertThat(StartUp.refusal(StartUp.runner().withBean("agent", Dotted.class)))
                .contains("the call name 'llm.calls' is not valid")
                .contains("letters, digits, hyphen and underscore");
        assertThat(StartUp.refusal(StartUp.runner().withBean("agent", Default.class)))
                .contains("the call name 'default'");
        assertThat(StartUp.refusal(StartUp.runner().withBean("agent", Nameless.class)))
                .contains("@CircuitGuarded has no name");
    }

    @Test
    void circuitCalledDefault() {
        assertThat(StartUp.refusal(StartUp.runner().withBean("agent", DefaultCircuit.class)))
                .contains("method DefaultCircuit.answer()")
                .contains("circuit")
                .contains("'default'");
    }

    @Test
    void environmentsCopyOfANameIsUsedToo() {
        StartUp.runner()
                .withBean("agent", Hyphen.class)
                .withInitializer((context) -> ((GenericApplicationContext) context)
                        .getEnvironment()
                        .getPropertySources()
                        .addLast(
                                new MapPropertySource("file", Map.of("resilient-agent.calls.llm_calls.timeout", "3s"))))
                .run((context) -> assertThat(context).hasNotFailed());
    }

    private static String refusal(String property) {
        return StartUp.refusal(StartUp.runner().withBean("agent", Agent.class).withPropertyValues(property));
    }

    static class Agent {

        @LlmCall(name = "support", model = "openai/gpt-4.1")
        @CircuitGuarded("db")
        public String answer(String question) {
            return question;
        }
    }

    static class Underscore {

        @LlmCall("llm_calls")
        public String answer(String question) {
            return question;
        }
    }

    static class Hyphen {

        @LlmCall("llm-calls")
        public String answer(String question) {
            return question;
        }
    }

    static class HyphenAgain {

        @LlmCall("llm-calls")
        public String answer(String question) {
            return question;
        }
    }

    static class CircuitUnderscore {

        @CircuitGuarded("llm_circuit")
        public String answer(String question) {
            return question;
        }
    }

    static class CircuitHyphen {

        @CircuitGuarded("llm-circuit")
        public String answer(String question) {
            return question;
        }
    }

    static class Dotted {

        @LlmCall("llm.calls")
        public String answer() {
            return "";
        }
    }

    static class Default {

        @LlmCall("default")
        public String answer() {
            return "";
        }
    }

    static class DefaultCircuit {

        @CircuitGuarded("default")
        public String answer() {
            return "";
        }
    }

    static class Nameless {

        @CircuitGuarded
        public String answer() {
            return "";
        }
    }
}
