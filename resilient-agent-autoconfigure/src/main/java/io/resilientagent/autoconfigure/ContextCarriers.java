package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.engine.ContextCarrier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/** All carriers as one; they are looked up at the first call that hops. */
final class ContextCarriers {

    private ContextCarriers() {}

    static ContextCarrier all(ObjectProvider<ContextCarrier> carriers) {
        Supplier<List<ContextCarrier>> all =
                SingletonSupplier.of(() -> carriers.orderedStream().toList());
        return (task) -> {
            Runnable wrapped = task;
            for (ContextCarrier carrier : all.get()) {
                wrapped = carrier.wrap(wrapped);
            }
            return wrapped;
        };
    }
}
