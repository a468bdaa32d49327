package io.resilientagent.springai;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.ModelTarget;
import io.resilientagent.ResilientCall;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** An embedding model whose every request is a guarded call; a batch of several requests is as many calls. */
final class GuardedEmbeddingModel implements EmbeddingModel {

    private final ResilientCall<EmbeddingResponse> call;

    private final TargetModels<EmbeddingModel> models;

    private final AtomicInteger dimensions = new AtomicInteger();

    GuardedEmbeddingModel(ResilientCall<EmbeddingResponse> call, TargetModels<EmbeddingModel> models) {
        this.call = call;
        this.models = models;
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        return this.call.call(key(request), (context) -> {
            ModelTarget target = this.models.target(context);
            EmbeddingResponse response = this.models
                    .model(target)
                    .call(new EmbeddingRequest(request.getInstructions(), options(request.getOptions(), target)));
            return EmbeddingRules.checked(this.call.name(), request, response);
        });
    }

    private static Object key(EmbeddingRequest request) {
        EmbeddingOptions options = request.getOptions();
        return Arrays.asList(request.getInstructions(), (options != null) ? options.getDimensions() : null);
    }

    /**
     * Options that already name the target's model are given as they are, with all that only its vendor knows; of others
     * the number of dimensions is kept.
     */
    private static @Nullable EmbeddingOptions options(@Nullable EmbeddingOptions asked, @Nullable ModelTarget target) {
        if (target == null || (asked != null && target.model().equals(asked.getModel()))) {
            return asked;
        }
        EmbeddingOptions.Builder options = EmbeddingOptions.builder().model(target.model());
        return ((asked != null && asked.getDimensions() != null) ? options.dimensions(asked.getDimensions()) : options)
                .build();
    }

    @Override
    public float[] embed(Document document) {
        return embed(Objects.requireNonNullElse(getEmbeddingContent(document), ""));
    }

    /** What the first model would embed of a document; the others are to embed the same. */
    @Override
    public @Nullable String getEmbeddingContent(Document document) {
        return this.models.first().getEmbeddingContent(document);
    }

    /** The length of a vector, of which the first is made for this purpose, by a guarded call; then it is known. */
    @Override
    public int dimensions() {
        int known = this.dimensions.get();
        if (known == 0) {
            known = embed(List.of("Test String")).get(0).length;
            this.dimensions.set(known);
        }
        return known;
    }

    @Override
    public String toString() {
        return "ResilientModels.embedding(\"" + this.call.name() + "\")";
    }
}
