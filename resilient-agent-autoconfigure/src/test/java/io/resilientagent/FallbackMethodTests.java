package io.resilientagent;

import java.io.IOException;
import java.util.List;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Every shape that a fallback method can have. */
class FallbackMethodTests {

    private final ApplicationContextRunner runner = Guarded.by(new ManualTime(), Agent.class, Faq.class);

    @Test
    void takesTheSameArguments() {
        assertThat(answer(Agent::same)).isEqualTo("same x");
    }

    @Test
    void takesTheFailureToo() {
        assertThat(answer(Agent::failure)).isEqualTo("x after AUTHENTICATION");
    }

    @Test
    void takesTheThrowableToo() {
        assertThat(answer(Agent::throwable)).isEqualTo("x after Problem");
    }

    @Test
    void takesNothing() {
        assertThat(answer(Agent::nothing)).isEqualTo("nothing");
    }

    @Test
    void takesOnlyTheFailure() {
        assertThat(answer(Agent::onlyFailure)).isEqualTo("only AUTHENTICATION");
    }

    @Test
    void takesVarargs() {
        assertThat(answer((agent, question) -> agent.varargs(question, "1", "2")))
                .isEqualTo("x [1, 2]");
    }

    @Test
    void takesPrimitives() {
        assertThat(answer((agent, question) -> String.valueOf(agent.primitive(41))))
                .isEqualTo("42");
    }

    @Test
    void mayBePrivateAndSeesTheBeansFields() {
        assertThat(answer(Agent::hidden)).isEqualTo("hidden x of the bean");
    }

    @Test
    void mayBeFinal() {
        assertThat(answer(Agent::finished)).isEqualTo("final x of the bean");
    }

    @Test
    void mayBeStatic() {
        assertThat(answer(Agent::fixed)).isEqualTo("static x");
    }

    @Test
    void mayBeInherited() {
        assertThat(answer(Agent::inherited)).isEqualTo("inherited x of the bean");
    }

    @Test
    void mayBeADefaultMethodOfAnInterface() {
        assertThat(answer(Agent::contract)).isEqualTo("default x");
    }

    @Test
    void mayBeGeneric() {
        assertThat(answer(Agent::generic)).isEqualTo("generic x");
    }

    @Test
    void mayBelongToAnotherBean() {
        assertThat(answer(Agent::elsewhere)).isEqualTo("faq x");
    }

    @Test
    void isChosenByTheTypeOfTheException() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(Problem.of(FailureKind.AUTHENTICATION));
            assertThat(agent.overloaded("x")).isEqualTo("problem");
            provider.failNext(new IllegalStateException());
            assertThat(agent.overloaded("x")).isEqualTo("runtime");
            provider.failNext(new ClassNotFoundException());
            assertThat(agent.overloaded("x")).isEqualTo("none");
        });
    }

    @Test
    void isNotAskedAfterAnotherException() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(new IllegalStateException("mine"));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> context.getBean(Agent.class).onlyIo("x"))
                    .withMessage("mine");
        });
    }

    @Test
    void isCalledThroughTheProxySoThatItsOwnAnnotationsApply() {
        this.runner.run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.AUTHENTICATION, FailureKind.OVERLOADED);
            assertThat(context.getBean(Agent.class).guarded("x")).isEqualTo("cheaper: answer to x");
            assertThat(provider.calls()).isEqualTo(3);
        });
    }

    @Test
    void answersInPlaceOfAnAgentResultWithThePlainValue() {
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.AUTHENTICATION);
            AgentResult<String> result = context.getBean(Agent.class).result("x");
            assertThat(result.data()).isEqualTo("plain x");
            assertThat(result.status()).isEqualTo(AgentResult.Status.DEGRADED);
            assertThat(result.note()).isEqualTo("Using plain: result: AUTHENTICATION");
        });
    }

    @Test
    void answersForAVoidMethod() {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.AUTHENTICATION);
            agent.nobody("x");
            assertThat(agent.told()).isEqualTo("told x");
        });
    }

    private String answer(Call call) {
        String[] answer = new String[1];
        this.runner.run((context) -> {
            context.getBean(FakeProvider.class).outage(FailureKind.AUTHENTICATION);
            answer[0] = call.on(context.getBean(Agent.class), "x");
        });
        return answer[0];
    }

    private interface Call {

        String on(Agent agent, String question);
    }

    interface Answering<Q> {

        default String contractFallback(Q question) {
            return "default " + question;
        }
    }

    abstract static class Base<Q> {

        final String owner = "the bean";

        protected String inheritedFallback(Q question) {
            return "inherited " + question + " of " + this.owner;
        }

        String genericFallback(Q question, Throwable cause) {
            return "generic " + question;
        }
    }

    static class Faq {

        public String search(String question, Failure failure) {
            return "faq " + question;
        }
    }

    static class Agent extends Base<String> implements Answering<String> {

        private final FakeProvider provider;

        private String told = "";

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("same")
        @Fallback("same")
        public String same(String question) {
            return this.provider.ask(question);
        }

        String same(Object question) {
            return "same " + question;
        }

        @LlmCall("result")
        @Fallback("plain")
        public AgentResult<String> result(String question) {
            return AgentResult.success(this.provider.ask(question));
        }

        String plain(String question) {
            return "plain " + question;
        }

        @LlmCall("failure")
        @Fallback("withFailure")
        public String failure(String question) {
            return this.provider.ask(question);
        }

        protected String withFailure(String question, Failure failure) {
            return question + " after " + failure.kind();
        }

        @LlmCall("throwable")
        @Fallback("withThrowable")
        public String throwable(String question) {
            return this.provider.ask(question);
        }

        String withThrowable(String question, Throwable cause) {
            return question + " after " + cause.getClass().getSimpleName();
        }

        @LlmCall("nothing")
        @Fallback("withNothing")
        public String nothing(String question) {
            return this.provider.ask(question);
        }

        public String withNothing() {
            return "nothing";
        }

        @LlmCall("only")
        @Fallback("withOnlyFailure")
        public String onlyFailure(String question) {
            return this.provider.ask(question);
        }

        public String withOnlyFailure(Failure failure) {
            return "only " + failure.kind();
        }

        @LlmCall("varargs")
        @Fallback("withVarargs")
        public String varargs(String question, String... more) {
            return this.provider.ask(question);
        }

        public String withVarargs(String question, String... more) {
            return question + " " + List.of(more);
        }

        @LlmCall("primitive")
        @Fallback("withPrimitive")
        public long primitive(int number) {
            return this.provider.ask("x").length();
        }

        public long withPrimitive(int number) {
            return number + 1;
        }

        @LlmCall("hidden")
        @Fallback("hiddenFallback")
        public String hidden(String question) {
            return this.provider.ask(question);
        }

        private String hiddenFallback(String question) {
            return "hidden " + question + " of " + this.owner;
        }

        @LlmCall("finished")
        @Fallback("finalFallback")
        public String finished(String question) {
            return this.provider.ask(question);
        }

        public final String finalFallback(String question) {
            return "final " + question + " of " + this.owner;
        }

        @LlmCall("fixed")
        @Fallback("staticFallback")
        public String fixed(String question) {
            return this.provider.ask(question);
        }

        static String staticFallback(String question) {
            return "static " + question;
        }

        @LlmCall("inherited")
        @Fallback("inheritedFallback")
        public String inherited(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("contract")
        @Fallback("contractFallback")
        public String contract(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("generic")
        @Fallback("genericFallback")
        public String generic(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("elsewhere")
        @Fallback("fallbackMethodTests.Faq.search")
        public String elsewhere(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("overloaded")
        @Fallback("byException")
        public String overloaded(String question) {
            return this.provider.ask(question);
        }

        public String byException(String question, RuntimeException cause) {
            return "runtime";
        }

        public String byException(String question, Problem cause) {
            return "problem";
        }

        public String byException() {
            return "none";
        }

        @LlmCall("only-io")
        @Fallback("ofIo")
        public String onlyIo(String question) {
            return this.provider.ask(question);
        }

        public String ofIo(String question, IOException cause) {
            return "io";
        }

        @LlmCall("guarded")
        @Fallback("cheaper")
        public String guarded(String question) {
            return this.provider.ask(question);
        }

        @LlmCall("cheaper")
        protected String cheaper(String question) {
            return "cheaper: " + this.provider.ask(question);
        }

        @LlmCall("nobody")
        @Fallback("tell")
        public void nobody(String question) {
            this.provider.ask(question);
        }

        private void tell(String question) {
            this.told = "told " + question;
        }

        String told() {
            return this.told;
        }
    }
}
