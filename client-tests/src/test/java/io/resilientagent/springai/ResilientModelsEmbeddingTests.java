package io.resilientagent.springai;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Embeddings over real HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResilientModelsEmbeddingTests {

    private final TwoProviders providers = new TwoProviders();

    @AfterEach
    void stop() {
        this.providers.close();
    }

    @Test
    void asksTheTargetsModelAgainAfterAFailureOrAVectorThatIsMissing() {
        this.providers.openAi.fails(503, OpenAi.OVERLOADED);
        this.providers.openAi.answers(OpenAi.vectors("[0.5, 0.25]", "[1.0, 0.0]"), OpenAi.vectors("[0.5]"));
        this.providers.openAi.answers(OpenAi.vectors("[0.5]", "[0.25]"));
        this.providers.run((models) -> {
            EmbeddingModel docs = models.embedding("docs");
            assertThat(docs.embed(List.of("a", "b"))).containsExactly(new float[] {0.5f, 0.25f}, new float[] {1, 0});
            assertThat(docs.embed(List.of("a", "b"))).hasSize(2);
        });
        assertThat(this.providers.openAi.requests())
                .hasSize(4)
                .allSatisfy(
                        (request) -> assertThat(request.at("/model").asString()).isEqualTo("embed-small"));
    }

    @Test
    void dimensionsAreAskedForOnceAndThoseOfARequestArrive() {
        this.providers.openAi.answers(OpenAi.vectors("[0.5, 0.25]"), OpenAi.vectors("[1.0]"), OpenAi.vectors("[1.0]"));
        this.providers.run((models) -> {
            EmbeddingModel docs = models.embedding("docs");
            assertThat(docs.dimensions()).isEqualTo(2);
            assertThat(docs.dimensions()).isEqualTo(2);
            docs.call(new EmbeddingRequest(
                    List.of("a"), EmbeddingOptions.builder().dimensions(1).build()));
            assertThat(docs.embed(new Document("text"))).containsExactly(1);
        });
        assertThat(this.providers.openAi.requests()).hasSize(3);
        assertThat(this.providers.openAi.request(1).at("/dimensions").asInt()).isEqualTo(1);
        assertThat(this.providers.openAi.request(2).at("/input").toString()).contains("text");
    }
}
