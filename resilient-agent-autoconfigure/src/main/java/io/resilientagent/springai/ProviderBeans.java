package io.resilientagent.springai;

import org.jspecify.annotations.Nullable;

/**
 * The model beans of a provider.
 *
 * @param chatModel the name of its chat model; {@code none} if it has none; null is the usual name
 * @param embeddingModel the name of its embedding model; {@code none} if it has none; null is the usual name
 */
public record ProviderBeans(
        @Nullable String chatModel, @Nullable String embeddingModel) {

    static final String NONE = "none";

    static final ProviderBeans USUAL = new ProviderBeans(null, null);
}
