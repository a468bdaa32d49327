package io.resilientagent.springai;

import java.util.function.Consumer;

import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application with the models of two vendors, whose servers are here. */
final class TwoProviders implements AutoCloseable {

    final ModelServer anthropic = new ModelServer();

    final ModelServer openAi = new ModelServer();

    /** Runs with a chain that asks Anthropic's model twice and then OpenAI's. */
    void run(Consumer<ResilientModels> test, String... properties) {
        runner().withPropertyValues(
                        "resilient-agent.unused-names=warn",
                        "resilient-agent.calls.default.timeout=2m",
                        "resilient-agent.calls.default.deadline=0",
                        "resilient-agent.calls.default.retry.delay=0",
                        "resilient-agent.calls.default.retry.max-attempts=2",
                        "resilient-agent.calls.support.chain=anthropic/claude-premium,openai/gpt-cheap",
                        "resilient-agent.calls.reverse.chain=openai/gpt-cheap,anthropic/claude-premium",
                        "resilient-agent.calls.docs.model=openai/embed-small")
                .withPropertyValues(properties)
                .run((context) -> test.accept(context.getBean(ResilientModels.class)));
    }

    ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .withBean("anthropicChatModel", AnthropicChatModel.class, this::anthropicModel)
                .withBean("openAiChatModel", OpenAiChatModel.class, this::openAiModel)
                .withBean("openAiEmbeddingModel", OpenAiEmbeddingModel.class, this::embeddingModel);
    }

    AnthropicChatModel anthropicModel() {
        return AnthropicChatModel.builder()
                .options(AnthropicChatOptions.builder()
                        .baseUrl(this.anthropic.url())
                        .apiKey("key")
                        .model("claude-of-the-bean")
                        .maxTokens(777)
                        .maxRetries(0)
                        .build())
                .build();
    }

    OpenAiChatModel openAiModel() {
        return OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(this.openAi.url() + "/v1")
                        .apiKey("key")
                        .model("gpt-of-the-bean")
                        .temperature(0.9)
                        .maxRetries(0)
                        .build())
                .build();
    }

    private OpenAiEmbeddingModel embeddingModel() {
        return OpenAiEmbeddingModel.builder()
                .options(OpenAiEmbeddingOptions.builder()
                        .baseUrl(this.openAi.url() + "/v1")
                        .apiKey("key")
                        .model("embed-of-the-bean")
                        .maxRetries(0)
                        .build())
                .build();
    }

    void failAll() {
        for (int i = 0; i < 2; i++) {
            this.anthropic.fails(529, Anthropic.OVERLOADED);
            this.openAi.fails(503, OpenAi.OVERLOADED);
        }
    }

    @Override
    public void close() {
        this.anthropic.close();
        this.openAi.close();
    }
}
