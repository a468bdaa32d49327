package io.resilientagent.benchmarks.call;

import java.util.function.Function;

/** All contenders, in the order of the tables. */
public enum Entrant {
    /** Nobody guards. */
    DIRECT("direct call", (setting) -> new DirectCall()),
    /** See {@link EmptyInterceptor}. */
    EMPTY_INTERCEPTOR("empty interceptor", (setting) -> new EmptyInterceptor()),
    /** See {@link ClockInterceptor}. */
    CLOCK_INTERCEPTOR("empty interceptor + two `nanoTime`", (setting) -> new ClockInterceptor()),
    /** See {@link EmptyAspect}. */
    EMPTY_ASPECT("empty `@Aspect`", (setting) -> new EmptyAspect()),
    /** See {@link BareHandOver}. */
    BARE_HAND_OVER("bare hand-over to an executor", (setting) -> new BareHandOver()),

    /** One annotation. */
    LLM_CALL("ours, `@LlmCall` alone", LlmCallAlone::new),
    /** One annotation. */
    CIRCUIT_GUARDED("ours, `@CircuitGuarded` alone", CircuitGuardedAlone::new),
    /** One annotation. */
    FALLBACK("ours, `@Fallback` alone", FallbackAlone::new),
    /** All annotations, on the caller's thread and without a limit: what the peers do as well. */
    OURS("**ours, all three**", AllThree::new),
    /** All annotations. */
    OURS_CHAIN("ours, all three + chain of two models", WithChain::new),
    /** All annotations. */
    OURS_MICROMETER("ours, all three + Micrometer", WithMicrometer::new),
    /** All annotations. */
    OURS_AGENT_RESULT("ours, all three, `AgentResult`", WithAgentResult::new),
    /** All annotations. */
    OURS_MONO("ours, all three, `Mono`", WithMono::new),
    /** All annotations. */
    OURS_CALLER_THREAD("ours, all three + timeout, `caller-thread`", WithCallerThread::new),
    /** All annotations. */
    OURS_HOP("ours, all three + timeout, hop", WithHop::new),
    /** All annotations. */
    OURS_HOP_BARE("ours, all three + timeout, hop, no context", WithBareHop::new),

    /** See {@link Resilience4jAnnotations}. */
    RESILIENCE4J_ANNOTATIONS("Resilience4j, annotations", Resilience4jAnnotations::new),
    /** See {@link Resilience4jDecorators}. */
    RESILIENCE4J("Resilience4j, programmatic", Resilience4jDecorators::new),
    /** See {@link SpringRetryable}. */
    SPRING_RETRYABLE("Spring `@Retryable` (retry only)", (setting) -> new SpringRetryable()),
    /** See {@link SpringRetryTemplate}. */
    SPRING_RETRY_TEMPLATE("Spring `RetryTemplate` (retry only)", (setting) -> new SpringRetryTemplate()),
    /** See {@link FailsafePolicies}. */
    FAILSAFE("Failsafe", (setting) -> new FailsafePolicies(setting, false)),
    /** See {@link FailsafePolicies}. */
    FAILSAFE_TIMEOUT("Failsafe + timeout", (setting) -> new FailsafePolicies(setting, true)),
    /** See {@link SmallRyeGuard}. */
    SMALLRYE("SmallRye", (setting) -> new SmallRyeGuard(setting, false)),
    /** See {@link SmallRyeGuard}. */
    SMALLRYE_TIMEOUT("SmallRye + timeout", (setting) -> new SmallRyeGuard(setting, true));

    private final String label;

    private final Function<Setting, Contender> factory;

    Entrant(String label, Function<Setting, Contender> factory) {
        this.label = label;
        this.factory = factory;
    }

    String label() {
        return this.label;
    }

    Contender enter(Setting setting) {
        return this.factory.apply(setting);
    }
}
