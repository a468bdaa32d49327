package io.resilientagent.benchmarks.call;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/** As {@link WithHop}, but the worker is not given the caller's context. */
final class WithBareHop extends OurContender {

    WithBareHop(Setting setting) {
        super(application(setting)
                .with("calls.default.timeout", "30s")
                .with((context) -> context.addBeanFactoryPostProcessor(withoutContext())));
    }

    private static BeanFactoryPostProcessor withoutContext() {
        return (factory) -> ((BeanDefinitionRegistry) factory).removeBeanDefinition("resilientAgentSnapshotCarrier");
    }
}
