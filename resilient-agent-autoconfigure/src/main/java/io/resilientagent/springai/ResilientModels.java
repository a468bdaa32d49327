package io.resilientagent.springai;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;

/**
 * Spring AI's models as guarded calls: one model in the eyes of its user, a chain of them behind it. A bean of this type
 * is there where Spring AI is.
 *
 * <pre>{@code
 * SupportAgent(ResilientModels models, OrderTools tools) {
 *     this.chat = ChatClient.builder(models.chat("support")).defaultTools(tools).build();
 * }
 * }</pre>
 *
 * <p>Each request to a model is a call of its own, below the loop that runs tools: a retry or another model repeats one
 * request with all that was said and all that tools answered so far, and no tool. A target's provider is the bean
 * {@code resilient-agent.providers.<provider>.chat-model} (or {@code embedding-model}), by default the one whose name is
 * that of the provider and {@code ChatModel} (or {@code EmbeddingModel}), whichever way it is written. A call without
 * chain and model asks the only model bean there is, as that is configured, and has no circuit.
 *
 * <p>The models are no beans, so what is injected elsewhere stays as it is. Ask for them while the application starts, as
 * in a constructor; names are those of {@link io.resilientagent.ResilientCalls}, and follow its rules.
 */
public interface ResilientModels {

    /**
     * The chat model of a call. Options of a prompt are laid over those of the bean that is asked, and the model's name is
     * always the target's. Options that only one vendor's models have are given to that vendor's and left out for others.
     *
     * @param name the key under {@code resilient-agent.calls}
     * @throws RuntimeException if what is configured for it cannot work, such as a provider that has no bean
     */
    ChatModel chat(String name);

    /**
     * The embedding model of a call, which is of type {@code EMBEDDING} unless configured otherwise. All targets have to
     * give vectors of the same space.
     *
     * @param name the key under {@code resilient-agent.calls}
     * @throws RuntimeException if what is configured for it cannot work, such as a provider that has no bean
     */
    EmbeddingModel embedding(String name);
}
