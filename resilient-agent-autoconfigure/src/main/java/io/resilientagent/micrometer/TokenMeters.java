package io.resilientagent.micrometer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.resilientagent.CallContext;
import io.resilientagent.TokenUsage;
import io.resilientagent.engine.AttemptObservation;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallObservation;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallStart;
import io.resilientagent.engine.Route;
import io.resilientagent.engine.TargetRoute;
import org.jspecify.annotations.Nullable;

/** The tokens of answers, by target. Several registries that bind them each count everything. */
public final class TokenMeters implements CallObserver, MeterBinder {

    private final CallCatalog catalog;

    private final UsageReaders usages;

    private final Quietly quietly = new Quietly();

    /** By registry: the counters of each target, and whether its tokens were wasted. */
    private final List<Map<Tokens, Counter>> bound = new CopyOnWriteArrayList<>();

    private final CallObservation calls = new CallObservation() {

        @Override
        public @Nullable AttemptObservation attemptBegins(Route route, CallContext attempt) {
            return (route instanceof TargetRoute target) ? new TokenCount(TokenMeters.this, target.label()) : null;
        }
    };

    public TokenMeters(CallCatalog catalog, UsageReaders usages) {
        this.catalog = catalog;
        this.usages = usages;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Map<Tokens, Counter> counters = new ConcurrentHashMap<>();
        this.catalog.onPlan((plan) -> plan.targets()
                .forEach((target) -> this.quietly.run(() -> {
                    add(registry, counters, new Tokens(target.label(), false));
                    add(registry, counters, new Tokens(target.label(), true));
                })));
        this.bound.add(counters);
    }

    private static void add(MeterRegistry registry, Map<Tokens, Counter> counters, Tokens tokens) {
        counters.computeIfAbsent(
                tokens,
                (absent) -> Counter.builder(AgentMeter.TOKENS.id())
                        .description(AgentMeter.TOKENS.description())
                        .tag(AgentKey.TARGET.asString(), tokens.target)
                        .tag(AgentKey.WASTED.asString(), String.valueOf(tokens.wasted))
                        .register(registry));
    }

    @Override
    public @Nullable CallObservation callBegins(CallStart call) {
        return (this.bound.isEmpty() || this.usages.isEmpty()) ? null : this.calls;
    }

    @Nullable
    TokenUsage read(Object answer) {
        return this.usages.read(answer);
    }

    void count(String target, TokenUsage usage, boolean wasted) {
        Tokens tokens = new Tokens(target, wasted);
        for (Map<Tokens, Counter> counters : this.bound) {
            Counter counter = counters.get(tokens);
            if (counter != null) {
                this.quietly.run(() -> counter.increment(usage.total()));
            }
        }
    }

    private record Tokens(String target, boolean wasted) {}
}
