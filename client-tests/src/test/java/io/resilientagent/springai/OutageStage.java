package io.resilientagent.springai;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.engine.CallOutcome;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.springai.ModelServer.Reply;
import io.resilientagent.springai.Outage.Begin;
import io.resilientagent.springai.Outage.Cached;
import io.resilientagent.springai.OutageAgent.Orders;
import io.resilientagent.springai.OutageAgent.Tenants;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeCaches;
import io.resilientagent.testing.ManualClock;
import io.resilientagent.testing.ManualTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * An application with two providers over real HTTP that can be broken, and time that passes when it waits: for a retry,
 * or for a provider that hangs, which lets time pass until somebody gives up, and then hangs up.
 */
final class OutageStage implements CallObserver {

    private static final String ORDER = "{\"number\": \"17\"}";

    final TwoProviders providers = new TwoProviders();

    final ManualTime time = new ManualTime();

    final ManualClock clock = new ManualClock();

    final FakeCaches caches = new FakeCaches();

    private final AtomicInteger broken = new AtomicInteger();

    private volatile Outage outage = well();

    private volatile String model = "";

    private @Nullable ApplicationContext context;

    /** Runs with the application. */
    void run(Consumer<OutageStage> test) {
        this.providers.anthropic.answersBy((request) ->
                answer(request, this.outage.premium(), this.outage.premium().anthropic(), "tool_result", true));
        this.providers.openAi.answersBy((request) ->
                answer(request, this.outage.cheaper(), this.outage.cheaper().openAi(), "\"role\":\"tool\"", false));
        this.providers
                .runner()
                .withPropertyValues(
                        "resilient-agent.calls.support.chain=" + OutageRules.PREMIUM + "," + OutageRules.CHEAPER,
                        "resilient-agent.calls.support.account=#{@tenants.current()}",
                        "resilient-agent.calls.support.retry.jitter=0",
                        "resilient-agent.calls.support.timeout-mode=caller-thread")
                .withBean(ManualTime.class, () -> this.time)
                .withBean(ManualClock.class, () -> this.clock)
                .withBean(FakeCaches.class, () -> this.caches)
                .withBean(OutageStage.class, () -> this)
                .withBean("tenants", Tenants.class)
                .withBean(Orders.class)
                .withBean(OutageAgent.class)
                .run((started) -> {
                    this.context = started;
                    test.accept(this);
                });
        this.providers.close();
    }

    private @Nullable Reply answer(
            JsonNode request, ProviderState state, @Nullable Reply failure, String toolRan, boolean anthropic) {
        boolean ran = request.toString().contains(toolRan);
        if (state == ProviderState.UP || (this.outage.begin() == Begin.AFTER_THE_TOOL && !ran)) {
            String call = anthropic ? Anthropic.toolCall("cancelOrder", ORDER) : OpenAi.toolCall("cancelOrder", ORDER);
            String text = anthropic ? Anthropic.text("Done.") : OpenAi.text("Done.");
            return new Reply(200, ran ? text : call);
        }
        if (state == ProviderState.HANGING) {
            this.time.advanceToNextTask();
            return null;
        }
        return failure;
    }

    static Outage well() {
        return new Outage(Begin.FROM_THE_START, ProviderState.UP, ProviderState.UP, Cached.MISS);
    }

    @Override
    public void callEnded(CallPlan plan, CallOutcome outcome) {
        if (plan.name().equals("support")) {
            this.model = (outcome.route() != null) ? outcome.route() : "";
        }
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    AgentResult<String> ask(String tenant, String question, Outage outage) {
        this.outage = outage;
        bean(Tenants.class).current = tenant;
        return bean(OutageAgent.class).answer(tenant, question);
    }

    /** Begins anew: all circuits closed, all budgets full. */
    void heal() {
        this.time.advance(Duration.ofMinutes(10));
        bean(CircuitRegistry.class).resetAll();
    }

    /** Asks a question that nobody has asked before, while that is broken. */
    OutageAnswer play(Outage outage, String question) {
        heal();
        if (outage.cache() == Cached.HIT) {
            int kept = this.caches.kept().size();
            ask("acme", question, well());
            this.caches.awaitKept(kept + 1);
            this.clock.advance(Duration.ofMinutes(3));
        }
        int premium = this.providers.anthropic.requests().size();
        int cheaper = this.providers.openAi.requests().size();
        int tools = bean(Orders.class).cancelled.get();
        long begun = this.time.nanos();
        int failures = this.broken.get();
        int kept = this.caches.kept().size();
        this.caches.before((outage.cache() == Cached.BROKEN) ? this::breakCache : null);
        AgentResult<String> result = ask("acme", question, outage);
        if (result.status() == Status.SUCCESS && outage.cache() == Cached.BROKEN) {
            Await.until("a store in vain", () -> this.broken.get() > failures);
        } else if (result.status() == Status.SUCCESS && outage.cache() == Cached.MISS) {
            this.caches.awaitKept(kept + 1);
        }
        this.caches.before(null);
        OutageResult outcome = new OutageResult(
                result.status(),
                result.route(),
                this.model,
                this.providers.anthropic.requests().size() - premium,
                this.providers.openAi.requests().size() - cheaper,
                bean(Orders.class).cancelled.get() - tools,
                Duration.ofNanos(this.time.nanos() - begun).toSeconds(),
                open("acme"),
                open("globex").stream()
                        .filter((name) -> name.endsWith("@globex"))
                        .toList());
        return new OutageAnswer(outcome, result.note(), result.data());
    }

    private void breakCache() {
        this.broken.incrementAndGet();
        throw new IllegalStateException("The cache is down");
    }

    /** The circuits that are not closed and not the account of another tenant. */
    private List<String> open(String tenant) {
        return bean(CircuitRegistry.class).all().stream()
                .filter((circuit) -> circuit.snapshot(this.time.nanos()).state() != CircuitState.CLOSED)
                .map((circuit) -> circuit.name())
                .filter((name) -> !name.contains("@") || name.endsWith("@" + tenant))
                .sorted()
                .toList();
    }

    /** What came of a question, the note and the text of the answer. */
    record OutageAnswer(
            OutageResult result,
            @Nullable String note,
            @Nullable String text) {}
}
