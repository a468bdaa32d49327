package io.resilientagent.autoconfigure;

import io.resilientagent.CallType;
import io.resilientagent.ResilientCalls;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Chains and accounts that cannot work stop the start. */
class ChainStartUpTests {

    private static final String FIRST = "resilient-agent.calls.embed.chain[0].";

    private static final String SECOND = "resilient-agent.calls.embed.chain[1].";

    @Test
    void vectorsOfDifferentSpaces() {
        assertThat(StartUp.refusal(embeddings(FIRST + "target=a/small", SECOND + "target=b/large")))
                .contains("Bean 'embedder', method Embedder.embed(String)")
                .contains("different vector spaces: a/small is of 'small', b/large of 'large'")
                .contains("'vector-space'");
        assertThat(StartUp.refusal(
                        embeddings(FIRST + "target=a/small", SECOND + "target=b/small", SECOND + "vector-space=other")))
                .contains("b/small of 'other'");
    }

    @Test
    void vectorsOfOneSpace() {
        embeddings(FIRST + "target=a/small", SECOND + "target=b/small")
                .run((context) -> assertThat(context).hasNotFailed());
        embeddings(
                        FIRST + "target=a/small",
                        SECOND + "target=b/small-eu",
                        FIRST + "vector-space=small",
                        SECOND + "vector-space=small")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void typeFromConfigurationCountsToo() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean(Texts.class)
                        .withPropertyValues(
                                "resilient-agent.calls.texts.type=embedding",
                                "resilient-agent.calls.texts.chain=a/small,b/large")))
                .contains("different vector spaces");
    }

    @Test
    void accountThatNamesAnUnknownArgument() {
        assertThat(StartUp.refusal(embeddings(FIRST + "target=a/small", FIRST + "account=#{#tenat}")))
                .contains("'resilient-agent.calls.embed.chain[0].account' (#{#tenat}) names an argument 'tenat'")
                .contains("there are [text]");
    }

    @Test
    void accountThatNamesAnUnknownBean() {
        assertThat(StartUp.refusal(
                        embeddings(FIRST + "target=a/small", "resilient-agent.calls.embed.account=#{@embeder.name()}")))
                .contains("'resilient-agent.calls.embed.account' (#{@embeder.name()}) names a bean 'embeder'")
                .contains("Write '@embedder'");
    }

    @Test
    void annotationThatNamesABean() {
        assertThat(StartUp.refusal(StartUp.runner().withBean("keys", NamesABean.class)))
                .contains("'@LlmCall(account)' (#{@keys.answer()}) uses more than the arguments")
                .contains("beans only in configuration");
    }

    @Test
    void namedCallHasNoArguments() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("named", Named.class)
                        .withPropertyValues("resilient-agent.calls.named.account=#{#tenant}")))
                .contains("ResilientCalls.named(\"named\", java.lang.String)")
                .contains("'resilient-agent.calls.named.account' (#{#tenant}) names an argument 'tenant'")
                .contains("Write a fixed text, or #{@bean.method()}");
        StartUp.runner()
                .withBean("named", Named.class)
                .withPropertyValues("resilient-agent.calls.named.account=#{@environment.getProperty('user.name')}")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    private static ApplicationContextRunner embeddings(String... properties) {
        return StartUp.runner().withBean("embedder", Embedder.class).withPropertyValues(properties);
    }

    static class Embedder {
        @LlmCall(value = "embed", type = CallType.EMBEDDING)
        public float[] embed(String text) {
            return new float[0];
        }
    }

    static class Texts {
        @LlmCall("texts")
        public String text() {
            return "";
        }
    }

    static class NamesABean {
        @LlmCall(value = "answer", account = "#{@keys.answer()}")
        public String answer() {
            return "";
        }
    }

    static class Named {
        Named(ResilientCalls calls) {
            calls.named("named", String.class);
        }
    }
}
