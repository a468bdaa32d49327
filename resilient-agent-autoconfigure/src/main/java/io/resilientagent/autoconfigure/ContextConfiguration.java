package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.context.ContextSnapshot;
import io.resilientagent.context.SnapshotCarrier;
import io.resilientagent.context.TransactionNotice;
import io.resilientagent.engine.ContextCarrier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/** What is carried over to the thread that runs an attempt. */
@Configuration(proxyBeanMethods = false)
class ContextConfiguration {

    @Bean
    ContextCarrier resilientAgentTaskDecorators(ObjectProvider<TaskDecorator> decorators) {
        Supplier<List<TaskDecorator>> all =
                SingletonSupplier.of(() -> decorators.orderedStream().toList());
        return (task) -> {
            Runnable wrapped = task;
            for (TaskDecorator decorator : all.get()) {
                wrapped = decorator.decorate(wrapped);
            }
            return wrapped;
        };
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextSnapshot.class)
    static class Snapshots {

        @Bean
        ContextCarrier resilientAgentSnapshotCarrier() {
            return new SnapshotCarrier();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TransactionSynchronizationManager.class)
    static class Transactions {

        @Bean
        ContextCarrier resilientAgentTransactionNotice() {
            return new TransactionNotice();
        }
    }
}
