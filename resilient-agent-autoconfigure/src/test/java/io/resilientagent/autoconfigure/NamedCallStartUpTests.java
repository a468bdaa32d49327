package io.resilientagent.autoconfigure;

import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.resilientagent.AgentResult;
import io.resilientagent.ResilientCalls;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.Failure;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/** Names that code asks for are checked like annotations. */
class NamedCallStartUpTests {

    @Test
    void nameThatNobodyAsksFor() {
        assertThat(StartUp.refusal(
                        asking("answer", String.class).withPropertyValues("resilient-agent.calls.anwser.timeout=1s")))
                .contains("resilient-agent.calls.anwser")
                .contains("Write 'answer:' instead of 'anwser:'")
                .contains("A name of ResilientCalls has to be asked for while the application starts");
    }

    @Test
    void nameThatIsAskedFor() {
        asking("answer", String.class)
                .withPropertyValues("resilient-agent.calls.answer.timeout=1s")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void keyThatDoesNotExist() {
        assertThat(StartUp.refusal(
                        asking("answer", String.class).withPropertyValues("resilient-agent.calls.answer.timeuot=1s")))
                .contains("resilient-agent.calls.answer.timeout");
    }

    @Test
    void nameThatIsNone() {
        assertThat(StartUp.refusal(asking("my answer", String.class)))
                .contains("ResilientCalls.named(\"my answer\", java.lang.String) cannot be guarded")
                .contains("the call name 'my answer' is not valid");
        assertThat(StartUp.refusal(asking("", String.class))).contains("the call name '' is not valid");
        assertThat(StartUp.refusal(asking("default", String.class))).contains("what all calls inherit");
    }

    @Test
    void nameThatIsTheSameKeyAsAMethods() {
        assertThat(StartUp.refusal(asking("llm_answer", String.class).withBean("agent", Agent.class)))
                .contains("are the same key in configuration");
    }

    @Test
    void typeThatIsMoreThanTheAnswer() {
        for (Class<?> type : List.of(CompletableFuture.class, AgentResult.class)) {
            assertThat(StartUp.refusal(asking("answer", type)))
                    .contains("its type is " + type.getName())
                    .contains("Name the type of the answer itself");
        }
        assertThat(StartUp.refusal(asking("answer", Stream.class))).contains("which is returned before the call");
        assertThat(StartUp.refusal(asking(
                        "answer",
                        ResolvableType.forClassWithGenerics(List.class, AgentResult.class)
                                .getType())))
                .contains("results are never nested");
    }

    @Test
    void fallbackOfNoBean() {
        assertThat(StartUp.refusal(fallingBackTo("search")))
                .contains("its fallback 'search' names no bean")
                .contains("Write 'bean.search'");
        assertThat(StartUp.refusal(fallingBackTo("nobody.search")))
                .contains("names a bean 'nobody' that does not exist")
                .contains("Name a bean of the application.");
    }

    @Test
    void fallbackWithAnotherSignature() {
        assertThat(StartUp.refusal(fallingBackTo("faq.missing"))).contains("'faq.missing' does not exist");
        assertThat(StartUp.refusal(fallingBackTo("faq.asks")))
                .contains("its fallback 'faq.asks' has another signature")
                .contains("Give it the parameters []");
        assertThat(StartUp.refusal(fallingBackTo("faq.number"))).contains("has another signature");
    }

    @Test
    void textForAnAnswerThatIsNone() {
        assertThat(StartUp.refusal(asking("answer", Integer.class)
                        .withPropertyValues("resilient-agent.calls.answer.fallback[0].text=busy")))
                .contains("it has a fallback 'text', but returns java.lang.Integer");
    }

    @Test
    void accountOfAnArgumentThatItDoesNotHave() {
        assertThat(StartUp.refusal(asking("answer", String.class)
                        .withPropertyValues("resilient-agent.calls.answer.account=#{#tenant}")))
                .contains("'resilient-agent.calls.answer.account'")
                .contains("names an argument 'tenant'");
    }

    private static ApplicationContextRunner fallingBackTo(String method) {
        return asking("answer", String.class)
                .withBean("faq", Faq.class)
                .withPropertyValues("resilient-agent.calls.answer.fallback[0].method=" + method);
    }

    private static ApplicationContextRunner asking(String name, Type type) {
        return StartUp.runner().withUserConfiguration(Asking.class).withBean(Asked.class, () -> new Asked(name, type));
    }

    record Asked(String name, Type type) {}

    static class Asking {
        Asking(ResilientCalls calls, Asked asked) {
            calls.named(asked.name(), asked.type());
        }
    }

    static class Agent {
        @LlmCall("llm-answer")
        public String answer() {
            return "";
        }
    }

    static class Faq {

        public String asks(String question) {
            return question;
        }

        public int number(Failure failure) {
            return 1;
        }
    }
}
