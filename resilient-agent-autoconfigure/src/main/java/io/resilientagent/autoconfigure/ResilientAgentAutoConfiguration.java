package io.resilientagent.autoconfigure;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.resilientagent.ResilientCalls;
import io.resilientagent.ResponseCheck;
import io.resilientagent.aop.ConfiguredGuards;
import io.resilientagent.aop.GuardAdvisors;
import io.resilientagent.aop.GuardPostProcessor;
import io.resilientagent.aop.GuardVerifier;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.AsyncTools;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallDriver;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.CallEvents;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CircuitLog;
import io.resilientagent.engine.ContextCarrier;
import io.resilientagent.engine.EventPublisher;
import io.resilientagent.engine.FailureEffects;
import io.resilientagent.engine.FutureDriver;
import io.resilientagent.engine.Guards;
import io.resilientagent.engine.KindSettings;
import io.resilientagent.engine.SynchronousDriver;
import io.resilientagent.engine.Workers;
import io.resilientagent.failure.FailureClassification;
import io.resilientagent.failure.FailureClassifier;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.plan.AnswerCaching;
import io.resilientagent.plan.BeanSelection;
import io.resilientagent.plan.GuardLookup;
import io.resilientagent.plan.NamedCalls;
import io.resilientagent.plan.PlanFactory;
import io.resilientagent.plan.PlanSettings;
import io.resilientagent.time.Sleeper;
import io.resilientagent.time.SystemTimer;
import io.resilientagent.time.Ticker;
import io.resilientagent.time.Timer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration for guarded calls: the engine, and the post-processor that puts it before guarded methods.
 * Everything that the post-processor needs is looked up when there is a guarded bean, and observers at the first call.
 */
@AutoConfiguration
@EnableConfigurationProperties(ResilientAgentProperties.class)
@Import({
    CacheConfiguration.class,
    ChainConversionConfiguration.class,
    ContextConfiguration.class,
    ReactorConfiguration.class,
    SpringAiConfiguration.class
})
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public final class ResilientAgentAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardPostProcessor resilientAgentPostProcessor(GuardAdvisors advisors) {
        return new GuardPostProcessor(advisors);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardAdvisors resilientAgentAdvisors(
            GuardLookup lookup, ObjectProvider<PlanFactory> plans, ObjectProvider<CallEngine> engine) {
        return new GuardAdvisors(lookup, plans::getObject, engine::getObject);
    }

    /** Asked for every bean, so it reads what it needs by itself: all properties would be far too much so early. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardLookup resilientAgentGuardLookup(ConfigurableListableBeanFactory beanFactory, Environment environment) {
        SingletonSupplier<Map<String, BeanSelection>> selections = SingletonSupplier.of(() -> Binder.get(environment)
                .bind("resilient-agent.calls", Bindable.mapOf(String.class, BeanSelection.class))
                .orElse(Map.of()));
        return new GuardLookup(new ConfiguredGuards(selections, beanFactory));
    }

    @Bean
    static GuardVerifier resilientAgentVerifier(
            ConfigurableListableBeanFactory beanFactory, GuardAdvisors advisors, ObjectProvider<PlanFactory> plans) {
        return new GuardVerifier(beanFactory, advisors, plans::getObject);
    }

    @Bean
    @ConditionalOnMissingBean
    CircuitRegistry resilientAgentCircuitRegistry(ResilientAgentProperties properties, ObjectProvider<Ticker> ticker) {
        CircuitRegistry circuits = new CircuitRegistry(ticker.getIfAvailable(Ticker::system), properties.maxCircuits());
        circuits.addListener(new CircuitLog());
        return circuits;
    }

    @Bean
    Guards resilientAgentGuards(CircuitRegistry circuits, ObjectProvider<Ticker> ticker) {
        return new Guards(circuits, ticker.getIfAvailable(Ticker::system));
    }

    @Bean
    CallCatalog resilientAgentCallCatalog() {
        return new CallCatalog();
    }

    @Bean
    PlanFactory resilientAgentPlanFactory(
            ResilientAgentProperties properties,
            Guards guards,
            GuardLookup lookup,
            ObjectProvider<CallDriver> drivers,
            ConfigurableListableBeanFactory beanFactory,
            Environment environment,
            AnswerCaching caching,
            ObjectProvider<Ticker> ticker,
            CallCatalog catalog) {
        PlanSettings settings = new PlanSettings(
                properties.enabled(), properties.unusedNames(), properties.calls(), properties.circuits());
        BeanFactoryAdapter beans = new BeanFactoryAdapter(beanFactory, environment);
        return new PlanFactory(
                settings,
                guards,
                lookup,
                drivers.orderedStream().toList(),
                beans,
                beans,
                caching,
                () -> ThreadLocalRandom.current().nextDouble(),
                ticker.getIfAvailable(Ticker::system),
                catalog);
    }

    @Bean
    @ConditionalOnMissingBean
    FailureClassification resilientAgentFailureClassification(
            ResilientAgentProperties properties, ObjectProvider<FailureClassifier> classifiers) {
        return new FailureClassification(
                properties.classification().rules(), classifiers.orderedStream().toList(), Clock.systemUTC());
    }

    @Bean
    WorkerThreads resilientAgentWorkerThreads(ResilientAgentProperties properties) {
        return new WorkerThreads(properties.executor());
    }

    @Bean
    Workers resilientAgentWorkers(
            ResilientAgentProperties properties, WorkerThreads threads, ObjectProvider<ContextCarrier> carriers) {
        return new Workers(
                threads.executor(),
                threads.followUps(),
                ContextCarriers.all(carriers),
                properties.executor().maxAbandoned());
    }

    @Bean
    @ConditionalOnMissingBean
    Timer resilientAgentTimer() {
        return new SystemTimer();
    }

    @Bean
    CallDriver resilientAgentDriver(
            ObjectProvider<Ticker> ticker, ObjectProvider<Sleeper> sleeper, Timer timer, Workers workers) {
        return new SynchronousDriver(
                ticker.getIfAvailable(Ticker::system), sleeper.getIfAvailable(Sleeper::system), timer, workers);
    }

    @Bean
    AsyncTools resilientAgentAsyncTools(ObjectProvider<Ticker> ticker, Timer timer, Workers workers) {
        return new AsyncTools(ticker.getIfAvailable(Ticker::system), timer, workers);
    }

    @Bean
    CallDriver resilientAgentFutureDriver(AsyncTools tools) {
        return new FutureDriver(tools);
    }

    @Bean
    CallEngine resilientAgentEngine(
            ResilientAgentProperties properties,
            ObjectProvider<Ticker> ticker,
            FailureClassification classification,
            ObjectProvider<CallObserver> observers,
            ObjectProvider<ResponseCheck<?>> checks,
            CallEvents events) {
        return new CallEngine(
                ticker.getIfAvailable(Ticker::system),
                classification,
                effects(properties),
                () -> observers.orderedStream().toList(),
                SingletonSupplier.of(() -> checks.orderedStream().toList()),
                events);
    }

    @Bean
    @ConditionalOnMissingBean
    EventPublisher resilientAgentEventPublisher(ApplicationEventPublisher publisher) {
        return new EventDelivery(publisher);
    }

    @Bean
    CallEvents resilientAgentCallEvents(CircuitRegistry circuits, EventPublisher publisher) {
        return new CallEvents(circuits, publisher);
    }

    @Bean
    @ConditionalOnMissingBean
    ResilientCalls resilientCalls(PlanFactory plans, ObjectProvider<CallEngine> engine) {
        return new NamedCalls(plans, SingletonSupplier.of(engine::getObject));
    }

    @Bean
    EngineLifecycle resilientAgentLifecycle(CallEngine engine) {
        return new EngineLifecycle(engine);
    }

    private static FailureEffects effects(ResilientAgentProperties properties) {
        Map<FailureKind, KindSettings> settings = new EnumMap<>(FailureKind.class);
        properties.failures().forEach((kind, values) -> settings.put(kind, values.settings()));
        return new FailureEffects(settings);
    }
}
