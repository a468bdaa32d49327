package io.resilientagent.context;

import io.resilientagent.engine.ContextCarrier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Carries nothing, and says that a transaction stays behind. */
public final class TransactionNotice implements ContextCarrier {

    @Override
    public Runnable wrap(Runnable task) {
        return task;
    }

    @Override
    public @Nullable String leftBehind() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? "the transaction that its caller opened"
                : null;
    }
}
