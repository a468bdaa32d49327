package io.resilientagent.autoconfigure;

import io.resilientagent.AgentResult;
import io.resilientagent.CallType;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.springai.FakeChatModel;
import io.resilientagent.springai.ResilientModels;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/** Models that are asked for are found, or the application does not start and says why. */
class ResilientModelsStartUpTests {

    private static final String CHAIN = "resilient-agent.calls.support.chain=";

    private static ApplicationContextRunner models(String... beans) {
        ApplicationContextRunner runner = StartUp.runner();
        for (String bean : beans) {
            runner = runner.withBean(bean, ChatModel.class, () -> new FakeChatModel(bean));
        }
        return runner;
    }

    private static ApplicationContextRunner asking(String... beans) {
        return models(beans).withBean("agent", Agent.class);
    }

    private static void assertAnswers(ApplicationContextRunner runner, String answer) {
        runner.run((context) ->
                assertThat(context.getBean(Agent.class).chat.call("Hi")).isEqualTo(answer));
    }

    @Test
    void beansAreFoundHoweverTheirNamesAreWritten() {
        assertAnswers(asking("openAiChatModel", "other").withPropertyValues(CHAIN + "openai/gpt"), "openAiChatModel");
        assertAnswers(asking("open_ai-chat-model").withPropertyValues(CHAIN + "Open-AI/gpt"), "open_ai-chat-model");
    }

    @Test
    void beanIsTheOneThatIsConfigured() {
        assertAnswers(
                asking("acmeChatModel", "mine")
                        .withPropertyValues(CHAIN + "acme/x", "resilient-agent.providers.acme.chat-model=mine"),
                "mine");
    }

    @Test
    void providerWithoutABean() {
        assertThat(StartUp.refusal(asking("openAiChatModel").withPropertyValues(CHAIN + "openai/gpt,gemini/pro")))
                .contains("ResilientModels, call 'support' cannot be guarded")
                .contains("its target gemini/pro needs a bean 'geminiChatModel', and there is none")
                .contains("'resilient-agent.providers.gemini.chat-model', one of [openAiChatModel]");
    }

    @Test
    void providerWithTwoBeans() {
        assertThat(StartUp.refusal(
                        asking("openAiChatModel", "openaiChatModel").withPropertyValues(CHAIN + "openai/gpt")))
                .contains("these are all named so: [openAiChatModel, openaiChatModel]");
    }

    @Test
    void providerWithABeanThatDoesNotExist() {
        assertThat(StartUp.refusal(asking("acmeChatModel")
                        .withPropertyValues(CHAIN + "acme/x", "resilient-agent.providers.acme.chat-model=mine")))
                .contains("needs the bean 'mine' that 'resilient-agent.providers.acme.chat-model' names")
                .contains("Name one of [acmeChatModel]");
    }

    @Test
    void providerThatHasNone() {
        assertThat(StartUp.refusal(asking("acmeChatModel")
                        .withPropertyValues(CHAIN + "acme/x", "resilient-agent.providers.acme.chat-model=none")))
                .contains("its target acme/x is of a provider that has none")
                .contains("Take the target out of the chain");
    }

    @Test
    void withoutAChainTheOnlyModelIsAsked() {
        assertAnswers(asking("mine"), "mine");
        assertThat(StartUp.refusal(asking("one", "two")))
                .contains("it has neither a chain nor a model, and 2 beans of type ChatModel are there: [one, two]")
                .contains("'resilient-agent.calls.support.chain: [<provider>/<model>, ...]'");
    }

    @Test
    void modelMayBeMadeThePrimaryBean() {
        asking("acmeChatModel")
                .withUserConfiguration(Primaries.class)
                .withPropertyValues(CHAIN + "acme/x")
                .run((context) ->
                        assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("acmeChatModel"));
    }

    @Test
    void modelsAreNoBeans() {
        asking("acmeChatModel")
                .withPropertyValues(CHAIN + "acme/x")
                .run((context) -> assertThat(context).hasSingleBean(ChatModel.class));
    }

    @Test
    void fixedTextAnswersForGuardedMethodsToo() {
        models("acmeChatModel").withBean("texts", Texts.class).run((context) -> {
            AgentResult<ChatResponse> result = context.getBean(Texts.class).answer();
            assertThat(result.data().getResult().getOutput().getText()).isEqualTo("busy");
            assertThat((Object) result.data().getMetadata().get("resilient-agent.route"))
                    .isEqualTo("text");
        });
    }

    @Test
    void vectorsOfDifferentSpaces() {
        ApplicationContextRunner runner = StartUp.runner().withBean("vectors", Vectors.class);
        assertThat(StartUp.refusal(runner.withPropertyValues("resilient-agent.calls.docs.chain=a/small,b/large")))
                .contains("its embeddings are of different vector spaces: a/small is of 'small', b/large of 'large'")
                .contains("the same 'vector-space'");
        runner.withPropertyValues("resilient-agent.calls.docs.chain=a/small,b/small")
                .run((context) -> assertThat(context).hasNotFailed());
        runner.withPropertyValues(
                        "resilient-agent.calls.docs.chain[0].target=a/small",
                        "resilient-agent.calls.docs.chain[1].target=b/small-v1",
                        "resilient-agent.calls.docs.chain[1].vector-space=small")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void vectorsOfModelsAreCheckedTooAndHaveNoText() {
        ApplicationContextRunner runner = models().withBean("search", Search.class)
                .withPropertyValues("resilient-agent.calls.docs.model=a/small");
        assertThat(StartUp.refusal(runner.withPropertyValues("resilient-agent.calls.docs.chain=a/small,b/large")))
                .contains("its embeddings are of different vector spaces");
        assertThat(StartUp.refusal(runner.withPropertyValues("resilient-agent.calls.docs.fallback[0].text=busy")))
                .contains("it has a fallback 'text'");
        assertThat(StartUp.refusal(runner))
                .contains("its target a/small needs a bean 'aEmbeddingModel'")
                .contains("'resilient-agent.providers.a.embedding-model'");
    }

    @Test
    void withoutSpringAiThereAreNone() {
        StartUp.runner()
                .withClassLoader(new FilteredClassLoader("org.springframework.ai"))
                .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("resilientModels"));
    }

    static class Agent {

        final ChatModel chat;

        Agent(ResilientModels models) {
            this.chat = models.chat("support");
        }
    }

    static class Primaries {

        @Bean
        @Primary
        ChatModel supportModel(ResilientModels models) {
            return models.chat("support");
        }
    }

    static class Search {

        Search(ResilientModels models) {
            models.embedding("docs");
        }
    }

    static class Texts {

        @LlmCall("texts")
        @Fallback(text = "busy")
        public AgentResult<ChatResponse> answer() {
            throw new IllegalStateException("broken");
        }
    }

    static class Vectors {

        @LlmCall(value = "docs", type = CallType.EMBEDDING)
        public float[] embed(String text) {
            return new float[] {1};
        }
    }
}
