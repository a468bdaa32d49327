package io.resilientagent.springai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.resilientagent.CallContext;
import io.resilientagent.ModelTarget;
import org.jspecify.annotations.Nullable;

/** The models that a call may ask. */
final class TargetModels<M> {

    private final Map<ModelTarget, Supplier<M>> models = new LinkedHashMap<>();

    private final Supplier<M> first;

    TargetModels(String call, List<ModelTarget> targets, ModelBeans beans, ModelKind<M> kind) {
        targets.forEach((target) -> this.models.put(target, beans.of(call, target, kind)));
        this.first = this.models.isEmpty()
                ? beans.only(call, kind)
                : this.models.values().iterator().next();
    }

    /** The model that is asked first. */
    M first() {
        return this.first.get();
    }

    /** Whom to ask in this attempt; null where the call names nobody. */
    @Nullable
    ModelTarget target(CallContext context) {
        return this.models.isEmpty() ? null : context.target();
    }

    /** The model that is asked in this attempt. */
    M model(@Nullable ModelTarget target) {
        return (target != null)
                ? Objects.requireNonNull(this.models.get(target)).get()
                : first();
    }
}
