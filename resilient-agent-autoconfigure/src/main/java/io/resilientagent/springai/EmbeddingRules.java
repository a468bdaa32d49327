package io.resilientagent.springai;

import io.resilientagent.ResponseRejectedException;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Which responses of embedding models are failures although the provider answered. */
final class EmbeddingRules {

    private EmbeddingRules() {}

    /** A response, if it has a vector for each text. */
    static EmbeddingResponse checked(String call, EmbeddingRequest request, EmbeddingResponse response) {
        int due = request.getInstructions().size();
        int given = response.getResults().size();
        if (given != due) {
            throw new ResponseRejectedException(call, "it has %d vectors for %d texts".formatted(given, due));
        }
        if (response.getResults().stream().anyMatch((embedding) -> embedding.getOutput().length == 0)) {
            throw new ResponseRejectedException(call, "a vector in it is empty");
        }
        return response;
    }
}
