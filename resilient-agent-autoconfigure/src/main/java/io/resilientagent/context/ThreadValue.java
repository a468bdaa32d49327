package io.resilientagent.context;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A value that a static holder keeps for each thread.
 *
 * @param <V> the type of the value
 * @param key identifies it among all that is carried
 * @param get reads the present thread's value; null if there is none
 * @param set sets it
 * @param clear removes it
 */
record ThreadValue<V>(Object key, Supplier<@Nullable V> get, Consumer<V> set, Runnable clear)
        implements ThreadLocalAccessor<V> {

    @Override
    public @Nullable V getValue() {
        return this.get.get();
    }

    @Override
    public void setValue(V value) {
        this.set.accept(value);
    }

    @Override
    public void setValue() {
        this.clear.run();
    }
}
