package io.resilientagent.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.resilientagent.AgentResult;
import io.resilientagent.CallType;
import io.resilientagent.Repeat;
import io.resilientagent.ResponseCheck;
import io.resilientagent.circuit.AdmissionWait;
import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureClassification;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.retry.BudgetSettings;
import io.resilientagent.retry.RetryBudget;
import io.resilientagent.testing.Problem;
import io.resilientagent.timeout.StreamLimits;
import org.jspecify.annotations.Nullable;

/** A plan, one call of it, and what a driver would tell it: outcomes, and how much time has passed. */
final class Script {

    final List<String> observed = new ArrayList<>();

    final Map<FailureKind, KindSettings> kinds = new EnumMap<>(FailureKind.class);

    BudgetSettings circuitBudget = BudgetSettings.DEFAULTS;

    Duration deadline = Duration.ZERO;

    @Nullable
    AdmissionWait circuitWait;

    @Nullable
    ConcurrencyLimit concurrency;

    Repeat repeat = Repeat.ALWAYS;

    boolean rejectBlank = true;

    ResultShape shape = new ResultShape(false, false, true, false);

    @Nullable
    RetryBudget budget;

    @Nullable
    CircuitUse chain;

    @Nullable
    ComputedName account;

    @Nullable
    AnswerCache cache;

    List<ResponseCheck<?>> checks = List.of();

    @Nullable
    Attempt parent;

    private final CircuitRegistry registry;

    private final Guards guards;

    private final List<Target> targets = new ArrayList<>();

    private final List<Route> steps = new ArrayList<>();

    private final long[] clock;

    private @Nullable CallEngine engine;

    private @Nullable CallRun run;

    private @Nullable Step step;

    Script() {
        // Any number will do, one that overflows soon too.
        this.clock = new long[] {Long.MAX_VALUE - Duration.ofSeconds(5).toNanos()};
        this.registry = new CircuitRegistry(this::now, 100);
        this.guards = new Guards(this.registry, this::now);
    }

    /** A script inside the attempt of another, with the same time and circuits. */
    Script(Script around) {
        this.clock = around.clock;
        this.registry = around.registry;
        this.guards = around.guards;
        this.parent = around.attempt();
    }

    long now() {
        return this.clock[0];
    }

    // What the plan is made of.

    Target target(String label) {
        Target target = new Target(label);
        this.targets.add(target);
        return target;
    }

    Script step(Route route) {
        this.steps.add(route);
        return this;
    }

    CircuitUse use(CircuitScope scope, String circuit) {
        return use(scope, circuit, CircuitSettings.defaults());
    }

    CircuitUse use(CircuitScope scope, String circuit, CircuitSettings settings) {
        Guard guard = this.guards.fixed(circuit, settings, this.circuitBudget);
        return new CircuitUse(scope, new FixedGuard(circuit, guard));
    }

    /** Asks one target of this name, with the circuits of an account and a model. */
    Target modelTarget(String model) {
        return target(model)
                .circuits(
                        use(CircuitScope.ACCOUNT, model.substring(0, model.indexOf('/'))),
                        use(CircuitScope.MODEL, model));
    }

    Circuit circuit(String name) {
        return this.registry.find(name).orElseThrow();
    }

    void open(String name) {
        force(name, CircuitState.OPEN);
    }

    void force(String name, CircuitState state) {
        this.registry.force(name, state, null);
    }

    CallPlan plan() {
        return new CallPlan(
                "answer",
                "Agent.answer(String)",
                CallType.COMPLETION,
                this.targets.stream().map(Target::route).toList(),
                this.steps,
                this.chain,
                this.account,
                new CallLimits(this.deadline.toNanos(), this.circuitWait, this.concurrency, StreamLimits.NONE, false),
                this.repeat,
                this.rejectBlank,
                true,
                this.cache,
                this.shape,
                this.budget,
                new NoDriver());
    }

    // What happens in the call.

    CallEngine engine() {
        CallEngine engine = this.engine;
        if (engine == null) {
            engine = new CallEngine(
                    this::now,
                    new FailureClassification(List.of(), List.of(), Clock.systemUTC()),
                    new FailureEffects(this.kinds),
                    () -> List.of(new Recorder()),
                    () -> this.checks,
                    new CallEvents(new CircuitRegistry(this::now, 1), (event) -> {}));
            this.engine = engine;
        }
        return engine;
    }

    Step begin() {
        CallOrigin origin = new CallOrigin(this.parent, (key) -> null, null);
        this.run = new CallRun(engine(), plan(), new Invocation(), origin);
        return go(this.run.begin(now()));
    }

    Step fail(FailureKind kind) {
        return fail(Problem.of(kind));
    }

    Step fail(Throwable thrown) {
        return go(run().failed(attempt(), thrown, now()));
    }

    Step answer(@Nullable Object value) {
        return go(run().succeeded(attempt(), value, now()));
    }

    Step commit(Object stream) {
        return go(run().committed(attempt(), stream, now()));
    }

    Step saturate() {
        return go(run().saturated(attempt(), "some-limit", now()));
    }

    Step interrupt() {
        return go(run().cancelled((this.step instanceof Attempt attempt) ? attempt : null, now()));
    }

    /** Waits as long as the last step says. */
    Step sleep() {
        this.clock[0] += ((Step.Wait) step()).nanos();
        return go(run().waited(now()));
    }

    /** Lets the attempts and waits of a call pass, all of them failing alike, until it goes on to another target. */
    Step failAll(FailureKind kind) {
        Route route = attempt().route();
        while (step() instanceof Step.Wait || (step() instanceof Attempt attempt && attempt.route() == route)) {
            if (step() instanceof Attempt) {
                fail(kind);
            } else {
                sleep();
            }
        }
        return step();
    }

    void pass(Duration duration) {
        this.clock[0] += duration.toNanos();
    }

    private Step go(Step next) {
        this.step = next;
        return next;
    }

    // What there is to see.

    CallRun run() {
        return java.util.Objects.requireNonNull(this.run);
    }

    Step step() {
        return java.util.Objects.requireNonNull(this.step);
    }

    Attempt attempt() {
        return (Attempt) step();
    }

    /** The route that is asked now. */
    String route() {
        return attempt().route().label();
    }

    /** What the call answered. */
    @Nullable
    Object value() {
        return ((Step.Answer) step()).value();
    }

    AgentResult<?> result() {
        return (AgentResult<?>) java.util.Objects.requireNonNull(value());
    }

    Throwable thrown() {
        return ((Step.Fail) step()).thrown();
    }

    Duration waiting() {
        return Duration.ofNanos(((Step.Wait) step()).nanos());
    }

    Duration limit() {
        return Duration.ofNanos(attempt().limitNanos());
    }

    static MethodStep method(String label, FailureKind... when) {
        return new MethodStep(label, Target.condition(when), new AnyFallback());
    }

    static TextStep text(String text, FailureKind... when) {
        return new TextStep(Target.condition(when), text);
    }

    static Problem[] problems(FailureKind... kinds) {
        return Arrays.stream(kinds).map(Problem::of).toArray(Problem[]::new);
    }

    private record FixedGuard(String name, Guard guard) implements GuardSource {

        @Override
        public Guard guard(Object[] arguments, @Nullable String account) {
            return this.guard;
        }
    }

    private record AnyFallback() implements FallbackInvoker {

        @Override
        public boolean handles(Throwable thrown) {
            return true;
        }

        @Override
        public Object invoke(GuardedInvocation invocation, Failure failure, Throwable thrown) {
            throw new UnsupportedOperationException("A script says itself how an attempt ends");
        }
    }

    private record NoDriver() implements CallDriver {

        @Override
        public Set<Class<?>> containers() {
            return Set.of();
        }

        @Override
        public Object drive(CallEngine engine, CallPlan plan, GuardedInvocation invocation) {
            throw new UnsupportedOperationException("A script says itself what happens");
        }
    }

    private record Invocation() implements GuardedInvocation {

        @Override
        public @Nullable Object proceed() {
            throw new UnsupportedOperationException("A script says itself how an attempt ends");
        }

        @Override
        public Object[] arguments() {
            return new Object[] {"question"};
        }

        @Override
        public Object proxy() {
            return this;
        }

        @Override
        public Object target() {
            return this;
        }
    }

    private final class Recorder implements CallObserver {

        @Override
        public void retriesEnded(CallPlan plan, TargetRoute target, RetryResult result, int tries) {
            Script.this.observed.add(target.label() + " " + result + " " + tries);
        }
    }
}
