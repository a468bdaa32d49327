package io.resilientagent.circuit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** The rules of a circuit, written down as plainly as possible for one thread. Slow and obvious on purpose. */
final class ReferenceCircuit {

    private record Outcome(long at, boolean failed, boolean slow) {}

    CircuitSettings settings;
    CircuitState kind = CircuitState.CLOSED;
    long since;

    @Nullable
    Long until;

    @Nullable
    FailureKind reason;

    CircuitOrigin origin = CircuitOrigin.LOCAL;
    final List<CircuitState> history = new ArrayList<>();
    final Map<FailureKind, Long> failuresByKind = new EnumMap<>(FailureKind.class);
    long ignored;
    long late;
    long notPermitted;

    /** How often others were to be told. */
    int told;

    private int period;
    private @Nullable Long decidedAt;
    private boolean worthTelling;
    private boolean word;
    final ReferenceWord lastWord = new ReferenceWord();
    private double growth = 1;
    private @Nullable Long advisedUntil;
    private long windowStart;
    private List<Outcome> window = new ArrayList<>();
    private int inARow;
    private Figures shown = Figures.NONE;
    private List<@Nullable Grant> places = new ArrayList<>();
    private List<Outcome> probeResults = new ArrayList<>();

    ReferenceCircuit(CircuitSettings settings, long now) {
        this.settings = settings;
        this.since = now;
        this.windowStart = now;
    }

    // what others see

    CircuitState state(long now) {
        if (!isOver(now)) {
            return this.kind;
        }
        return (this.kind == CircuitState.OPEN) ? CircuitState.HALF_OPEN : CircuitState.CLOSED;
    }

    long nanosUntilAdmission(long now) {
        return switch (state(now)) {
            case CLOSED, DISABLED -> 0;
            case OPEN, FORCED_OPEN -> (this.until != null) ? this.until - now : Long.MAX_VALUE;
            case HALF_OPEN -> this.kind == CircuitState.OPEN || hasPlace(now) ? 0 : Long.MAX_VALUE;
        };
    }

    Figures figures(long now) {
        if (isOver(now)) {
            return Figures.NONE;
        }
        return switch (this.kind) {
            case CLOSED -> windowFigures(now);
            case HALF_OPEN -> probeFigures();
            case OPEN -> this.shown;
            default -> Figures.NONE;
        };
    }

    boolean isOver(long now) {
        return this.until != null && now >= this.until;
    }

    // calls

    @Nullable
    Grant acquire(long now, long leaseNanos) {
        settleTime(now);
        switch (this.kind) {
            case CLOSED -> {
                return new Grant(this.period, false, true, 0);
            }
            case DISABLED -> {
                return new Grant(this.period, false, false, 0);
            }
            case HALF_OPEN -> {
                if (hasPlace(now)) {
                    return probe(now, leaseNanos);
                }
            }
            default -> {}
        }
        this.notPermitted++;
        return null;
    }

    private boolean hasPlace(long now) {
        return this.places.stream().anyMatch((probe) -> isFree(probe, now));
    }

    private static boolean isFree(@Nullable Grant probe, long now) {
        return probe == null || (!probe.settled && now >= probe.expiresAt);
    }

    private Grant probe(long now, long leaseNanos) {
        int place = 0;
        while (!isFree(this.places.get(place), now)) {
            place++;
        }
        Grant lost = this.places.get(place);
        if (lost != null) {
            lost.replaced = true;
        }
        Grant probe = new Grant(this.period, true, true, now + leaseNanos);
        this.places.set(place, probe);
        return probe;
    }

    void release(Grant grant) {
        if (grant.records && !grant.settled && !grant.replaced) {
            undo(grant);
            this.ignored++;
        }
    }

    void undo(Grant grant) {
        if (grant.probe && !grant.settled && !grant.replaced) {
            grant.settled = true;
            this.places.replaceAll((probe) -> (probe == grant) ? null : probe);
        }
    }

    void end(Grant grant, @Nullable FailureKind failure, boolean atOnce, long now, long elapsed, long advice) {
        if (!grant.records || grant.settled) {
            return;
        }
        grant.settled = grant.probe;
        if (grant.replaced || grant.period != this.period) {
            this.late++;
            lengthen(now, advice);
            return;
        }
        if (failure != null) {
            this.failuresByKind.merge(failure, 1L, Long::sum);
        }
        Outcome outcome = new Outcome(now, failure != null, rules().isSlow(elapsed));
        if (grant.probe) {
            endProbe(outcome, failure, atOnce, now, advice);
        } else {
            endClosed(outcome, failure, atOnce, now, advice);
        }
    }

    private void endClosed(Outcome outcome, @Nullable FailureKind failure, boolean atOnce, long now, long advice) {
        long advised = rules().limit(advice);
        if (advised > 0 && (this.advisedUntil == null || now + advised > this.advisedUntil)) {
            this.advisedUntil = now + advised;
        }
        this.window.add(outcome);
        this.inARow = outcome.failed() ? this.inARow + 1 : 0;
        Figures figures = windowFigures(now);
        int threshold = this.settings.failureThreshold();
        boolean enough = figures.calls() >= rules().minimum();
        if (atOnce
                || (threshold > 0 && this.inARow >= threshold)
                || (enough
                        && ReferenceRules.reached(
                                figures.failed(), figures.calls(), this.settings.failureRateThreshold()))
                || (enough && rules().tooSlow(figures))) {
            open(failure, 1, now, advice);
            this.shown = figures;
        }
    }

    private void endProbe(Outcome outcome, @Nullable FailureKind failure, boolean atOnce, long now, long advice) {
        this.probeResults.add(outcome);
        Figures figures = probeFigures();
        boolean reopen = outcome.failed() || (figures.calls() == this.places.size() && rules().tooSlow(figures));
        if (reopen) {
            Double multiplier = this.settings.waitMultiplier();
            double factor = (multiplier != null) ? multiplier : (atOnce ? 2 : 1);
            open(failure, this.growth * factor, now, advice);
            this.shown = figures;
        } else if (figures.calls() == this.places.size()) {
            enter(CircuitState.CLOSED, null, CircuitOrigin.LOCAL, now, null);
        }
    }

    // rules

    ReferenceRules rules() {
        return new ReferenceRules(this.settings);
    }

    private Figures windowFigures(long now) {
        List<Outcome> last = this.window;
        int size = this.settings.slidingWindowSize();
        if (this.settings.slidingWindowType() == WindowType.COUNT) {
            last = last.subList(Math.max(0, last.size() - size), last.size());
        } else {
            last = last.stream()
                    .filter((outcome) -> second(outcome.at()) > second(now) - size)
                    .toList();
        }
        return figures(last, this.inARow);
    }

    private Figures probeFigures() {
        int size = this.probeResults.size();
        return figures(
                this.probeResults, size > 0 && this.probeResults.get(size - 1).failed() ? 1 : 0);
    }

    private long second(long time) {
        return (time - this.windowStart) / Duration.ofSeconds(1).toNanos();
    }

    private static Figures figures(List<Outcome> outcomes, int inARow) {
        int failed = (int) outcomes.stream().filter(Outcome::failed).count();
        int slow = (int) outcomes.stream().filter(Outcome::slow).count();
        return new Figures(outcomes.size(), failed, slow, inARow);
    }

    // changes of state

    private void settleTime(long now) {
        if (isOver(now)) {
            Long end = this.until;
            enter(state(now), null, CircuitOrigin.LOCAL, now, null);
            this.decidedAt = end;
        }
    }

    private void open(@Nullable FailureKind failure, double growth, long now, long advice) {
        long advised = rules().limit(advice);
        long wait =
                (long) Math.min(this.settings.waitDurationInOpenState().toNanos() * growth, (double) rules().maxWait());
        if (advised > 0) {
            wait = (failure == FailureKind.RATE_LIMITED) ? advised : Math.max(wait, advised);
        }
        if (this.kind == CircuitState.CLOSED && this.advisedUntil != null) {
            wait = Math.max(wait, this.advisedUntil - now);
        }
        enter(CircuitState.OPEN, failure, CircuitOrigin.LOCAL, now, now + wait);
        this.growth = growth;
    }

    private void lengthen(long now, long advice) {
        long end = now + rules().limit(advice);
        if (this.kind == CircuitState.OPEN && !isOver(now) && end > Objects.requireNonNull(this.until)) {
            this.until = end;
            this.decidedAt = now;
            this.told++;
            this.origin = CircuitOrigin.LOCAL;
            this.word = false;
        }
    }

    // the fleet

    void adopt(CircuitDecision decision, long slack, long spread, long now) {
        if (!counts(decision, slack, now)) {
            return;
        }
        settleTime(now);
        boolean stays = decision.state() == CircuitState.OPEN && this.kind == CircuitState.OPEN && !decision.operator();
        double growthBefore = (this.kind == CircuitState.OPEN || this.kind == CircuitState.HALF_OPEN) ? this.growth : 1;
        long sinceBefore = this.since;
        Figures figuresBefore = figures(now);
        Long end = (decision.nanosLeft() == CircuitDecision.NO_END) ? null : now + decision.nanosLeft();
        if (decision.state() == CircuitState.OPEN && end != null) {
            end += spread;
        }
        enter(decision.state(), decision.reason(), CircuitOrigin.FLEET, now, end);
        this.decidedAt = now - decision.ageNanos();
        this.word = decision.operator();
        if (this.word) {
            Long until = (decision.nanosLeft() == CircuitDecision.NO_END) ? null : now + decision.nanosLeft();
            this.lastWord.said(decision.state(), now - decision.ageNanos(), until, true);
        }
        if (decision.state() == CircuitState.OPEN) {
            this.growth = decision.operator() ? 1 : growthBefore;
            this.shown = figuresBefore;
            this.since = stays ? sinceBefore : now;
        }
    }

    private boolean counts(CircuitDecision decision, long slack, long now) {
        CircuitState state = state(now);
        Long changedAt = isOver(now) ? this.until : this.decidedAt;
        long saidAt = now - decision.ageNanos();
        if (decision.operator()) {
            boolean forced = decision.state() == CircuitState.FORCED_OPEN || decision.state() == CircuitState.DISABLED;
            boolean outranks = forced || (this.word && !isOver(now));
            return this.lastWord.mayBeFollowedBy(decision, slack, now)
                    && (outranks || changedAt == null || saidAt >= changedAt);
        }
        boolean newer = changedAt == null || saidAt - slack >= changedAt;
        if (state == CircuitState.FORCED_OPEN || state == CircuitState.DISABLED) {
            return false;
        }
        if (decision.state() == CircuitState.CLOSED) {
            return newer && state != CircuitState.CLOSED;
        }
        long left = decision.nanosLeft();
        return switch (state) {
            case OPEN -> now + left > Objects.requireNonNull(this.until) + slack;
            case HALF_OPEN -> newer || left > Duration.ofSeconds(1).toNanos();
            default -> newer;
        };
    }

    /** What others are told when they ask. */
    @Nullable
    CircuitDecision decision(long now) {
        boolean forced = this.kind == CircuitState.FORCED_OPEN || this.kind == CircuitState.DISABLED;
        if (isOver(now) || !this.worthTelling || (this.origin == CircuitOrigin.FLEET && !forced)) {
            return null;
        }
        return new CircuitDecision(
                this.kind,
                this.origin == CircuitOrigin.OPERATOR || forced,
                this.reason,
                now - Objects.requireNonNull(this.decidedAt),
                (this.until != null) ? this.until - now : CircuitDecision.NO_END);
    }

    void force(CircuitState state, @Nullable Duration duration, long now) {
        settleTime(now);
        Duration lasts =
                (state == CircuitState.OPEN && duration == null) ? this.settings.waitDurationInOpenState() : duration;
        Long until = (lasts != null) ? now + lasts.toNanos() : null;
        enter(state, null, CircuitOrigin.OPERATOR, now, until);
        this.lastWord.said(state, now, until, false);
        this.growth = 1;
    }

    void replace(CircuitSettings settings, long now) {
        boolean sameWindow = settings.slidingWindowType() == this.settings.slidingWindowType()
                && settings.slidingWindowSize() == this.settings.slidingWindowSize();
        this.settings = settings;
        if (!sameWindow) {
            this.window = new ArrayList<>();
            this.windowStart = now;
        }
    }

    private void enter(
            CircuitState to, @Nullable FailureKind reason, CircuitOrigin origin, long now, @Nullable Long until) {
        this.worthTelling = to != CircuitState.HALF_OPEN
                && (to != CircuitState.CLOSED || origin != CircuitOrigin.LOCAL || this.kind == CircuitState.HALF_OPEN);
        if (this.worthTelling && origin != CircuitOrigin.FLEET) {
            this.told++;
        }
        this.decidedAt = now;
        if (this.kind != to) {
            this.history.add(to);
        }
        if (to == CircuitState.CLOSED) {
            this.growth = 1;
        }
        this.kind = to;
        this.period++;
        this.since = now;
        this.until = until;
        this.reason = reason;
        this.origin = origin;
        this.word = origin == CircuitOrigin.OPERATOR;
        this.advisedUntil = null;
        this.window = new ArrayList<>();
        this.windowStart = now;
        this.inARow = 0;
        this.shown = Figures.NONE;
        this.probeResults = new ArrayList<>();
        this.places = new ArrayList<>(Collections.nCopies(this.settings.permittedNumberOfCallsInHalfOpenState(), null));
    }
}
