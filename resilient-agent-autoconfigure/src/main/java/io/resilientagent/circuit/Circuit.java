package io.resilientagent.circuit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * One circuit: decides whether a call may be made, and learns from how calls end. Circuits come from a {@link
 * CircuitRegistry}.
 *
 * <p>Thread-safe and free of locks. Time is handed in: {@code now} is always the registry's ticker's time. Neither an
 * admission to a closed circuit nor a refusal allocates anything; of a half-open circuit's admissions the lease is an
 * object.
 */
public final class Circuit {

    /**
     * How exactly {@link #nanosSinceUse} is known: the note of the last use must cost nothing under load. Nor may it be
     * so seldom that the JIT takes it for what never happens, and begins anew with the caller each time it does.
     */
    private static final long USE_STEP = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;

    private volatile String settingsName;

    private final CircuitListener listener;

    private final Counters counters = new Counters();

    private final AtomicReference<State> state;

    private volatile Rules rules;

    private volatile long lastUse;

    Circuit(String name, String settingsName, Rules rules, CircuitListener listener, long now) {
        this.name = name;
        this.settingsName = settingsName;
        this.listener = listener;
        this.rules = rules;
        this.lastUse = now;
        this.state = new AtomicReference<>(new Closed(this, Cause.start(now)));
    }

    /** The name, unique in its registry. */
    public String name() {
        return this.name;
    }

    /** Whose settings this circuit has: a name that is bounded in number, where {@link #name()} is computed per call. */
    public String settingsName() {
        return this.settingsName;
    }

    /** The numbers in force. */
    public CircuitSettings settings() {
        return this.rules.settings;
    }

    /**
     * Asks for the right to make one call. The first call after the open time has passed makes the circuit half open.
     *
     * @param now the ticker's time
     * @param leaseNanos after how long a probe that was not given back loses its place to another call
     * @return the lease to give back, or null if the call is refused, which is counted
     */
    public @Nullable Lease acquire(long now, long leaseNanos) {
        used(now);
        while (true) {
            State current = current(now);
            Lease lease = current.admit(now, leaseNanos);
            if (lease != null && !lease.isProbe()) {
                return lease;
            }
            // a probe of a period that has just ended would be one too many; a refusal would have no reason any more
            if (isIn(current)) {
                if (lease == null) {
                    this.counters.notPermitted();
                }
                return lease;
            }
        }
    }

    private State current(long now) {
        while (true) {
            State current = present();
            if (!current.isOver(now)) {
                return current;
            }
            State next = current.next(now);
            if (move(current, next)) {
                return next;
            }
        }
    }

    /**
     * How long until this circuit may admit a call, in nanoseconds: 0 = now, {@link Long#MAX_VALUE} = nobody knows,
     * because it is forced open or all probes are out.
     */
    public long nanosUntilAdmission(long now) {
        return present().nanosUntilAdmission(now);
    }

    /** The state; {@link CircuitState#HALF_OPEN} as soon as the open time has passed. */
    public CircuitState state(long now) {
        return present().kindAt(now);
    }

    /** Everything there is to see, at one moment. */
    public CircuitSnapshot snapshot(long now) {
        return Snapshots.of(this, present(), now);
    }

    /**
     * Why a call was refused just now, in words and numbers that belong together. To be asked right after {@link
     * #acquire} has answered null.
     */
    public CircuitRefusal refusal(long now) {
        State present = present();
        return new CircuitRefusal(
                this.name,
                present.kindAt(now),
                present.isOver(now) ? null : present.reason,
                present.isOver(now) ? 0 : present.nanosUntilAdmission(now));
    }

    /**
     * What other instances should know of this circuit's present state; null if there is nothing: it was closed all the
     * time, waits for probes, or has only adopted an open time. A forced state is told of also where it was adopted, so
     * that it outlives the instance that it came from.
     */
    public @Nullable CircuitDecision decision(long now) {
        return present().decision(now);
    }

    /**
     * The last word of an operator that this circuit has obeyed, also where outcomes have followed it; null if there is
     * none.
     */
    public @Nullable OperatorWord word() {
        return present().lastWord;
    }

    /** Notes that somebody wanted this circuit. */
    void used(long now) {
        if (now - this.lastUse > USE_STEP) {
            this.lastUse = now;
        }
    }

    long nanosSinceUse(long now) {
        return now - this.lastUse;
    }

    private State present() {
        return Objects.requireNonNull(this.state.get());
    }

    Rules rules() {
        return this.rules;
    }

    Counters counters() {
        return this.counters;
    }

    boolean isIn(State state) {
        return present() == state;
    }

    /** A result came after the circuit had moved on. */
    void late(long now, long adviceNanos) {
        this.counters.late();
        advise(now, adviceNanos);
    }

    void advise(long now, long adviceNanos) {
        long advised = this.rules.advisedNanos(adviceNanos);
        if (advised > 0) {
            present().advise(now, advised);
        }
    }

    /** Enters a state, unless the circuit has left the other one already. */
    boolean move(State from, State to) {
        if (!this.state.compareAndSet(from, to)) {
            return false;
        }
        fitWindow(to, to.since);
        if (from.kind() != to.kind()) {
            this.listener.onTransition(to.history.get(to.history.size() - 1));
        }
        if (to.origin != CircuitOrigin.FLEET && to.isDecision()) {
            this.listener.onDecision(this);
        }
        return true;
    }

    /** Enters a state, whatever the present one. */
    void force(CircuitState kind, @Nullable Duration duration, long now) {
        if (state(now) != CircuitState.CLOSED) {
            used(now);
        }
        long nanos = forcedNanos(kind, duration);
        OperatorWord word = OperatorWord.said(kind, nanos, now);
        while (true) {
            State from = current(now);
            if (move(from, forced(Cause.operator(from, word, now), kind, nanos))) {
                if (kind == CircuitState.CLOSED) {
                    this.listener.onReset(this);
                }
                return;
            }
        }
    }

    /** Takes over what another instance has decided, if it says more than the present state. */
    boolean adopt(Adoption adoption, long now) {
        while (true) {
            State present = present();
            if (!adoption.appliesTo(present, now)) {
                return false;
            }
            State from = current(now);
            if (from == present && move(from, adoption.next(this, from, now))) {
                if (adoption.decision().operator() && adoption.decision().state() == CircuitState.CLOSED) {
                    this.listener.onReset(this);
                }
                return true;
            }
        }
    }

    private long forcedNanos(CircuitState kind, @Nullable Duration duration) {
        if (duration != null) {
            return duration.toNanos();
        }
        return (kind == CircuitState.OPEN) ? this.rules.openNanos(null, 1, 0) : State.NO_END;
    }

    private State forced(Cause cause, CircuitState kind, long nanos) {
        return switch (kind) {
            case CLOSED -> new Closed(this, cause);
            case OPEN -> new Open(this, cause, nanos, 1, Figures.NONE);
            case FORCED_OPEN -> new ForcedOpen(this, cause, nanos);
            case DISABLED -> new Disabled(this, cause, nanos);
            case HALF_OPEN -> throw new IllegalArgumentException("Cannot force HALF_OPEN");
        };
    }

    /** Takes over new numbers. The state is kept; so is the window, unless its size or type changes. */
    void replace(Rules rules, long now) {
        this.rules = rules;
        fitWindow(present(), now);
    }

    /** From now on this circuit has settings of its own. */
    void standAlone(Rules rules, long now) {
        this.settingsName = this.name;
        replace(rules, now);
    }

    private void fitWindow(State state, long now) {
        if (state instanceof Closed closed) {
            closed.fitWindow(now);
        }
    }
}
