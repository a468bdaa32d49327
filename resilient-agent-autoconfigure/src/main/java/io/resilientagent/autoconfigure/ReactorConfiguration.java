package io.resilientagent.autoconfigure;

import io.resilientagent.StreamContent;
import io.resilientagent.engine.AsyncTools;
import io.resilientagent.engine.CallDriver;
import io.resilientagent.reactive.ReactiveCalls;
import io.resilientagent.reactive.ReactorDriver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;

/** Calls of methods that answer with a publisher. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Mono.class)
class ReactorConfiguration {

    @Bean
    CallDriver resilientAgentReactorDriver(AsyncTools tools, ObjectProvider<StreamContent<?>> contents) {
        return new ReactorDriver(
                tools, SingletonSupplier.of(() -> contents.orderedStream().toList()));
    }

    @Bean
    @ConditionalOnMissingBean
    ReactiveCalls reactiveCalls() {
        return new ReactiveCalls();
    }
}
