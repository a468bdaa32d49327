package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.engine.ContextCarrier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/** All carriers as one; they are looked up at the first call that hops. */
record ContextCarriers(Supplier<List<ContextCarrier>> all) implements ContextCarrier {

    static ContextCarrier all(ObjectProvider<ContextCarrier> carriers) {
        return new ContextCarriers(
                SingletonSupplier.of(() -> carriers.orderedStream().toList()));
    }

    @Override
    public Runnable wrap(Runnable task) {
        Runnable wrapped = task;
        for (ContextCarrier carrier : this.all.get()) {
            wrapped = carrier.wrap(wrapped);
        }
        return wrapped;
    }

    @Override
    public @Nullable String leftBehind() {
        for (ContextCarrier carrier : this.all.get()) {
            String left = carrier.leftBehind();
            if (left != null) {
                return left;
            }
        }
        return null;
    }
}
