package io.resilientagent.autoconfigure;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that say nothing, two things at once, or lead back to where they came from stop the start. */
class FallbackStepStartUpTests {

    @Test
    void circleInOneBean() {
        assertThat(refusal(Circle.class))
                .contains("fallbacks go in a circle: Circle.", "Circle.a(String) -> Circle.b(String)")
                .contains("Let one of them end in");
    }

    @Test
    void circleAcrossBeans() {
        assertThat(StartUp.refusal(StartUp.runner().withBean("here", Here.class).withBean("there", There.class)))
                .contains(
                        "fallbacks go in a circle: Here.answer(String) -> There.answer(String) -> Here.answer(String)");
    }

    @Test
    void configuredMethodThatDoesNotExist() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("agent", Plain.class)
                        .withPropertyValues("resilient-agent.calls.answer.fallback[0].method=nobody")))
                .contains("Bean 'agent', method Plain.answer(String)")
                .contains("'nobody'");
    }

    @Test
    void stepThatIsTwoThingsAtOnce() {
        assertThat(refusal(Both.class))
                .contains("method Both.answer(String)")
                .contains("exactly one of 'value' (a method), 'cached' and 'text'");
        assertThat(refusal(Neither.class)).contains("exactly one of");
    }

    @Test
    void configuredStepThatIsTwoThingsAtOnce() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("agent", Plain.class)
                        .withPropertyValues(
                                "resilient-agent.calls.answer.fallback[0].method=nobody",
                                "resilient-agent.calls.answer.fallback[0].text=busy")))
                .contains("resilient-agent.calls.answer.fallback[0]")
                .contains("exactly one of 'method', 'cached: true' and 'text'");
    }

    @Test
    void textForAMethodThatReturnsNoText() {
        assertThat(refusal(TextForNumber.class))
                .contains("method TextForNumber.count(String)")
                .contains("fallback 'text', but returns int")
                .contains("name a method instead");
    }

    private static String refusal(Class<?> agent) {
        return StartUp.refusal(StartUp.runner().withBean("agent", agent));
    }

    static class Plain {

        @LlmCall("answer")
        public String answer(String question) {
            return question;
        }
    }

    static class Circle {

        @LlmCall("a")
        @Fallback("b")
        public String a(String question) {
            return question;
        }

        @LlmCall("b")
        @Fallback("a")
        public String b(String question) {
            return question;
        }
    }

    static class Here {

        @LlmCall("here")
        @Fallback("there.answer")
        public String answer(String question) {
            return question;
        }
    }

    static class There {

        @LlmCall("there")
        @Fallback("here.answer")
        public String answer(String question) {
            return question;
        }
    }

    static class Both {

        @LlmCall("answer")
        @Fallback(value = "cheaper", text = "busy")
        public String answer(String question) {
            return question;
        }
    }

    static class Neither {

        @LlmCall("answer")
        @Fallback
        public String answer(String question) {
            return question;
        }
    }

    static class TextForNumber {

        @LlmCall("count")
        @Fallback(text = "busy")
        public int count(String question) {
            return 1;
        }
    }
}
