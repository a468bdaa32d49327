package io.resilientagent.springai;

import io.resilientagent.TokenUsage;
import io.resilientagent.UsageReader;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Reads the usage of embedding responses. */
public final class EmbeddingResponseUsage implements UsageReader<EmbeddingResponse> {

    @Override
    public Class<EmbeddingResponse> type() {
        return EmbeddingResponse.class;
    }

    @Override
    public @Nullable TokenUsage read(EmbeddingResponse answer) {
        return Usages.of(answer.getMetadata().getUsage());
    }
}
