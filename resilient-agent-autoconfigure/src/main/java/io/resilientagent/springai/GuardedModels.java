package io.resilientagent.springai;

import io.resilientagent.CallType;
import io.resilientagent.plan.NamedCall;
import io.resilientagent.plan.NamedCalls;
import io.resilientagent.reactive.ReactiveCalls;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Makes the models of calls. */
public final class GuardedModels implements ResilientModels {

    private final NamedCalls calls;

    private final ReactiveCalls reactive;

    private final ModelBeans beans;

    /** Creates models. */
    public GuardedModels(NamedCalls calls, ReactiveCalls reactive, ModelBeans beans) {
        this.calls = calls;
        this.reactive = reactive;
        this.beans = beans;
    }

    @Override
    public ChatModel chat(String name) {
        NamedCall<ChatResponse> call = this.calls.named(name, CallType.COMPLETION, ChatResponse.class);
        return new GuardedChatModel(
                call, this.reactive, new TargetModels<>(call.name(), call.targets(), this.beans, ModelKind.CHAT));
    }

    @Override
    public EmbeddingModel embedding(String name) {
        NamedCall<EmbeddingResponse> call = this.calls.named(name, CallType.EMBEDDING, EmbeddingResponse.class);
        return new GuardedEmbeddingModel(
                call, new TargetModels<>(call.name(), call.targets(), this.beans, ModelKind.EMBEDDING));
    }
}
