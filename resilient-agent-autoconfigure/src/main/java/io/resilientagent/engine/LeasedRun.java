package io.resilientagent.engine;

import java.time.Duration;
import java.util.List;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.Lease;
import io.resilientagent.failure.Failure;
import io.resilientagent.retry.RetryBudget;
import io.resilientagent.timeout.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one call: takes them in order, passes them to calls inside, gives each its verdict. A part of the run, as
 * each call has some.
 */
abstract class LeasedRun extends TimedRun {

    private static final long UNLIMITED_LEASE = Duration.ofMinutes(10).toNanos();

    private final CallEngine engine;

    private final GuardedInvocation invocation;

    private final @Nullable String account;

    private @Nullable HeldLease taken;

    private @Nullable HeldLease chain;

    private boolean chainIsProbe;

    private boolean attemptIsProbe;

    private @Nullable Failure chainFailure;

    LeasedRun(@Nullable Attempt parent, CallEngine engine, CallPlan plan, GuardedInvocation invocation) {
        super(parent, plan);
        this.engine = engine;
        this.invocation = invocation;
        ComputedName computed = plan.account();
        this.account = (computed != null) ? computed.from(invocation.arguments()) : null;
    }

    final CallEngine engine() {
        return this.engine;
    }

    final GuardedInvocation invocation() {
        return this.invocation;
    }

    /** Takes the lease of a whole pass through the chain; answers the circuit that refused, or null. */
    @Nullable
    Circuit leaseChain(CircuitUse use, long now) {
        long deadline = plan().limits().deadline();
        Circuit refused = take(List.of(use), this.account, (deadline > 0) ? deadline : TimeLimits.UNLIMITED, now);
        this.chain = this.taken;
        this.chainIsProbe = this.chain != null && this.chain.isProbe();
        return refused;
    }

    /** Takes all leases of an attempt, or none; answers the circuit that refused, or null. */
    @Nullable
    Circuit lease(TargetRoute target, long limit, long now) {
        Circuit refused = take(target.circuits(), account(target), limit, now);
        this.attemptIsProbe = false;
        for (HeldLease held = this.taken; refused == null && held != null; held = held.next) {
            this.attemptIsProbe |= held.isProbe();
        }
        return refused;
    }

    /** What the last {@link #lease} took; null if it had nothing to take. */
    @Nullable
    HeldLease leased() {
        return this.taken;
    }

    private @Nullable Circuit take(List<CircuitUse> uses, @Nullable String account, long limit, long now) {
        long expiry = (limit == TimeLimits.UNLIMITED) ? UNLIMITED_LEASE : 2 * Math.min(limit, Long.MAX_VALUE / 2);
        HeldLease held = null;
        for (int i = 0; i < uses.size(); i++) {
            CircuitUse use = uses.get(i);
            Circuit circuit = guard(use, account).circuit();
            HeldLease lender = lender(circuit);
            Lease lease = (lender != null) ? lender.lend() : null;
            if (lease == null) {
                lender = null;
                lease = circuit.acquire(now, expiry);
            }
            if (lease == null) {
                undo(held);
                return circuit;
            }
            held = new HeldLease(use.scope(), circuit, lease, held, lender);
        }
        this.taken = held;
        return null;
    }

    /** An attempt around this call that holds a lease of the same circuit. */
    private @Nullable HeldLease lender(Circuit circuit) {
        for (Attempt outer = parent(); outer != null; outer = outer.run().parent()) {
            for (HeldLease held = outer.leases(); held != null; held = held.next) {
                if (held.circuit == circuit && held.isHere()) {
                    return held;
                }
            }
            HeldLease around = ((LeasedRun) outer.run()).chain;
            if (around != null && around.circuit == circuit && around.isHere()) {
                return around;
            }
        }
        return null;
    }

    private static void undo(@Nullable HeldLease first) {
        for (HeldLease held = first; held != null; held = held.next) {
            held.undo();
        }
    }

    void recordSuccess(Attempt attempt, TargetRoute target, long now) {
        for (HeldLease held = attempt.leases(); held != null; held = held.next) {
            Lease lease = held.close();
            if (lease != null) {
                lease.succeed(now, attempt.elapsed(now));
            }
        }
        HeldLease around = this.chain;
        Lease lease = (around != null) ? around.close() : null;
        if (lease != null) {
            lease.succeed(now, elapsed(now));
        }
        RetryBudget budget = budget(target);
        if (budget != null) {
            budget.reward(now);
        }
    }

    /** A stream has begun well, which is all that a probe is to find out; the other leases wait for its end. */
    void recordCommit(Attempt attempt, long now) {
        for (HeldLease held = attempt.leases(); held != null; held = held.next) {
            succeedProbe(held, attempt.elapsed(now), now);
        }
        if (this.chain != null) {
            succeedProbe(this.chain, elapsed(now), now);
        }
    }

    private static void succeedProbe(HeldLease held, long elapsed, long now) {
        Lease probe = held.isProbe() ? held.close() : null;
        if (probe != null) {
            probe.succeed(now, elapsed);
        }
    }

    void recordFailure(Attempt attempt, Failure failure, long now) {
        for (HeldLease held = attempt.leases(); held != null; held = held.next) {
            Lease lease = held.close();
            if (lease != null) {
                Verdicts.give(lease, held.scope, attempt, failure, now);
            }
        }
        if (this.chain != null && Verdicts.countsInChain(this, failure)) {
            this.chainFailure = failure;
        }
    }

    /** Gives the attempt's leases back without a verdict. */
    void release(Attempt attempt, long now) {
        for (HeldLease held = attempt.leases(); held != null; held = held.next) {
            Lease lease = held.close();
            if (lease != null) {
                lease.release(now);
            }
        }
    }

    /** Every target was asked, none answered. */
    void endChain(long now) {
        HeldLease around = this.chain;
        Lease lease = (around != null) ? around.close() : null;
        if (lease != null) {
            Failure failure = this.chainFailure;
            if (failure != null) {
                lease.fail(failure.kind(), now, elapsed(now), 0);
            } else {
                lease.release(now);
            }
        }
    }

    void releaseChain(long now) {
        this.chainFailure = null;
        endChain(now);
    }

    /** How long until a circuit may admit an attempt that all refused; {@link Long#MAX_VALUE} if nobody knows. */
    long nanosUntilAdmission(long now) {
        CircuitUse around = plan().chainCircuit();
        long chain = (around != null) ? nanosUntilAdmission(around, this.account, now) : 0;
        long first = plan().targets().stream()
                .mapToLong((target) -> nanosUntilAdmission(target, now))
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.max(chain, first);
    }

    private long nanosUntilAdmission(TargetRoute target, long now) {
        String account = account(target);
        return target.circuits().stream()
                .mapToLong((use) -> nanosUntilAdmission(use, account, now))
                .max()
                .orElse(0);
    }

    private long nanosUntilAdmission(CircuitUse use, @Nullable String account, long now) {
        Circuit circuit = guard(use, account).circuit();
        return (circuit.state(now) == CircuitState.HALF_OPEN) ? 0 : circuit.nanosUntilAdmission(now);
    }

    /** Whether a retry would be refused, or would be a second try of a probe. */
    boolean isClosedToRetries(TargetRoute target, long now) {
        if (this.chainIsProbe || this.attemptIsProbe) {
            return true;
        }
        String account = account(target);
        for (CircuitUse use : target.circuits()) {
            if (guard(use, account).circuit().nanosUntilAdmission(now) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes a token for a retry; true where there is no budget. */
    boolean takeRetry(TargetRoute target, long now) {
        RetryBudget budget = budget(target);
        return budget == null || budget.tryTake(now);
    }

    private @Nullable RetryBudget budget(TargetRoute target) {
        List<CircuitUse> uses = target.circuits();
        return uses.isEmpty()
                ? plan().budget()
                : guard(uses.get(uses.size() - 1), account(target)).budget();
    }

    private Guard guard(CircuitUse use, @Nullable String account) {
        return use.source().guard(this.invocation.arguments(), account);
    }

    /** Whose key or quota is used while this route is asked. */
    @Nullable
    String account(Route route) {
        ComputedName own = (route instanceof TargetRoute target) ? target.account() : null;
        return (own != null) ? own.from(this.invocation.arguments()) : this.account;
    }

    /** Whose keys or quotas the call may use; null if one of them is not known. A name holds no comma. */
    @Nullable
    String accounts() {
        String all = (this.account != null) ? this.account : "";
        boolean known = this.account != null || plan().account() == null;
        for (TargetRoute target : plan().targets()) {
            String own = (target.account() != null) ? account(target) : "";
            known &= own != null;
            all = all + "," + own;
        }
        return known ? all : null;
    }
}
