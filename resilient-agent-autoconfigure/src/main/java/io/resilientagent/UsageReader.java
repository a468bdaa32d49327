package io.resilientagent;

import org.jspecify.annotations.Nullable;

/**
 * Reads from an answer what it has used, for the meter {@code resilient.agent.tokens} and for traces. Of all beans of
 * this type the first whose type fits an answer is asked; of a stream, for each item, and the last usage counts. What is
 * inside an {@code AgentResult} or an {@code Optional} is the answer. Built in: Spring AI's {@code ChatResponse},
 * {@code ChatClientResponse} and {@code EmbeddingResponse}.
 *
 * @param <T> the type of the answers
 */
public interface UsageReader<T> {

    /** The type of the answers from which it reads, its subtypes included. */
    Class<T> type();

    /**
     * What an answer has used, or null if it does not say; must be quick. What it throws is logged at WARN once, and
     * the answer counts as one that does not say.
     */
    @Nullable
    TokenUsage read(T answer);
}
