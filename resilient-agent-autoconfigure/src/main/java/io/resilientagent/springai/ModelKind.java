package io.resilientagent.springai;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;

/**
 * A kind of model, and how its beans are found.
 *
 * @param type the type of the beans
 * @param suffix how a bean's name ends, after the provider
 * @param key the key under a provider that names the bean
 * @param configured what is configured under that key
 */
record ModelKind<M>(Class<M> type, String suffix, String key, Function<ProviderBeans, @Nullable String> configured) {

    static final ModelKind<ChatModel> CHAT =
            new ModelKind<>(ChatModel.class, "ChatModel", "chat-model", ProviderBeans::chatModel);

    static final ModelKind<EmbeddingModel> EMBEDDING =
            new ModelKind<>(EmbeddingModel.class, "EmbeddingModel", "embedding-model", ProviderBeans::embeddingModel);
}
