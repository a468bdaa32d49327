package io.resilientagent.springai;

import io.resilientagent.CallContext;
import io.resilientagent.ModelTarget;
import io.resilientagent.ResilientCall;
import io.resilientagent.reactive.ReactiveCalls;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** A chat model whose every request is a guarded call. */
final class GuardedChatModel implements ChatModel {

    private final ResilientCall<ChatResponse> call;

    private final ReactiveCalls reactive;

    private final TargetModels<ChatModel> models;

    private final TargetOptions options;

    GuardedChatModel(ResilientCall<ChatResponse> call, ReactiveCalls reactive, TargetModels<ChatModel> models) {
        this.call = call;
        this.reactive = reactive;
        this.models = models;
        this.options = new TargetOptions(call.name());
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        return this.call.call(prompt, (context) -> {
            ModelTarget target = this.models.target(context);
            ChatModel model = this.models.model(target);
            return model.call(this.options.prompt(prompt, model, target));
        });
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return this.reactive.flux(this.call, prompt, (context) -> stream(prompt, context));
    }

    private Flux<ChatResponse> stream(Prompt prompt, CallContext context) {
        ModelTarget target = this.models.target(context);
        ChatModel model = this.models.model(target);
        return model.stream(this.options.prompt(prompt, model, target))
                .map((part) -> ResponseRules.notFiltered(part, context));
    }

    /** No options of any vendor, as nobody knows yet who will answer; what the first model has in tools is in it. */
    @Override
    public ChatOptions getOptions() {
        return PortableOptionsBuilder.beside(this.models.first().getOptions()).build();
    }

    @Override
    public String toString() {
        return "ResilientModels.chat(\"" + this.call.name() + "\")";
    }
}
