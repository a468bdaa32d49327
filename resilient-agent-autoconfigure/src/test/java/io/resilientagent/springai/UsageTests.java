package io.resilientagent.springai;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.resilientagent.TokenUsage;
import io.resilientagent.UsageReader;
import io.resilientagent.autoconfigure.ResilientAgentMetricsAutoConfiguration;
import io.resilientagent.testing.Guarded;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What Spring AI's responses say that they have used. */
class UsageTests {

    private final ApplicationContextRunner runner = Guarded.byRealTime()
            .withConfiguration(AutoConfigurations.of(ResilientAgentMetricsAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void chat() {
        assertThat(new ChatResponseUsage().read(response(3, 4))).isEqualTo(new TokenUsage(3, 4));
        assertThat(new ChatResponseUsage().read(new ChatResponse(List.of()))).isNull();
        assertThat(new ChatResponseUsage().read(response(null, 4))).isEqualTo(new TokenUsage(0, 4));
    }

    @Test
    void chatClient() {
        ChatClientResponseUsage reader = new ChatClientResponseUsage();
        assertThat(reader.read(new ChatClientResponse(response(3, 4), Map.of())))
                .isEqualTo(new TokenUsage(3, 4));
        assertThat(reader.read(new ChatClientResponse(null, Map.of()))).isNull();
    }

    @Test
    void embeddings() {
        EmbeddingResponseMetadata metadata = new EmbeddingResponseMetadata("model", new DefaultUsage(5, 0));
        assertThat(new EmbeddingResponseUsage().read(new EmbeddingResponse(List.of(), metadata)))
                .isEqualTo(new TokenUsage(5, 0));
        assertThat(new EmbeddingResponseUsage().read(new EmbeddingResponse(List.of())))
                .isNull();
    }

    @Test
    void isReadInAnApplication() {
        this.runner.run((context) -> assertThat(
                        context.getBeansOfType(UsageReader.class).values())
                .extracting((reader) -> (Object) reader.type())
                .containsExactlyInAnyOrder(ChatResponse.class, ChatClientResponse.class, EmbeddingResponse.class));
    }

    @Test
    void applicationNeedsNeitherSpringAiNorItsChatClient() {
        this.runner
                .withClassLoader(new FilteredClassLoader("org.springframework.ai"))
                .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(UsageReader.class));
        this.runner
                .withClassLoader(new FilteredClassLoader("org.springframework.ai.chat.client"))
                .run((context) ->
                        assertThat(context.getBeansOfType(UsageReader.class)).hasSize(2));
    }

    private static ChatResponse response(Integer input, Integer output) {
        return new ChatResponse(
                List.of(),
                ChatResponseMetadata.builder()
                        .usage(new DefaultUsage(input, output))
                        .build());
    }
}
