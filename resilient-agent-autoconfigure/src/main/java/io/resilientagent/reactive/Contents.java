package io.resilientagent.reactive;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.StreamContent;

/** Whether an item of a stream is content, as far as anybody has something to say about its type. */
final class Contents {

    private final Supplier<List<StreamContent<?>>> deciders;

    Contents(Supplier<List<StreamContent<?>>> deciders) {
        this.deciders = deciders;
    }

    boolean isContent(Object item) {
        for (StreamContent<?> decider : this.deciders.get()) {
            if (decider.type().isInstance(item)) {
                return isContent(decider, item);
            }
        }
        return !(item instanceof CharSequence text) || !text.isEmpty();
    }

    private static <T> boolean isContent(StreamContent<T> decider, Object item) {
        return decider.isContent(decider.type().cast(item));
    }
}
