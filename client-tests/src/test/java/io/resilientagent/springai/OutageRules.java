package io.resilientagent.springai;

import java.util.ArrayList;
import java.util.List;

import io.resilientagent.AgentResult.Status;
import io.resilientagent.springai.Outage.Begin;
import io.resilientagent.springai.Outage.Cached;

/**
 * What has to come of an outage, by the documented rules and nothing else: 3 tries with waits of 1 and 2 s, 30 s a try, 2
 * tries of a hanging model that another could stand in for, 90 s for each request less 15 s for the model after it, 5
 * failures in a row that open a circuit.
 */
final class OutageRules {

    static final String PREMIUM = "anthropic/claude-premium";

    static final String CHEAPER = "openai/gpt-cheap";

    private static final String[] MODELS = {PREMIUM, CHEAPER};

    private static final String[] ACCOUNTS = {"anthropic@acme", "openai@acme"};

    private final ProviderState[] states;

    private final int[] requests = new int[2];

    private final int[] inARow = new int[2];

    private final List<String> open = new ArrayList<>();

    private int seconds;

    private OutageRules(Outage outage) {
        this.states = new ProviderState[] {outage.premium(), outage.cheaper()};
    }

    static OutageResult expected(Outage outage) {
        return new OutageRules(outage).result(outage);
    }

    private OutageResult result(Outage outage) {
        int tools = 0;
        boolean first = outage.begin() == Begin.AFTER_THE_TOOL;
        if (first) {
            this.requests[0]++;
        } else {
            first = ask() >= 0;
        }
        int last = -1;
        if (first) {
            tools++;
            last = ask();
        }
        String fallback = (outage.cache() == Cached.HIT) ? "cached" : "text";
        return new OutageResult(
                (last == 0) ? Status.SUCCESS : Status.DEGRADED,
                (last >= 0) ? "support-agent" : fallback,
                (last >= 0) ? MODELS[last] : "",
                this.requests[0],
                this.requests[1],
                tools,
                this.seconds,
                List.copyOf(this.open),
                List.of());
    }

    /** One request of the agent, to whichever model answers; -1 if none does. */
    private int ask() {
        int begun = this.seconds;
        for (int model = 0; model < 2; model++) {
            if (this.states[model] == ProviderState.UP) {
                this.requests[model]++;
                return model;
            }
            if (!isOpen(model)) {
                fail(model, begun + 90);
            }
            if (this.states[model] == ProviderState.FILTERED) {
                return -1;
            }
        }
        return -1;
    }

    /** All tries on a model that is down. */
    private void fail(int model, int deadline) {
        ProviderState state = this.states[model];
        int reserve = (model == 0) ? 15 : 0;
        for (int tries = 1; deadline - reserve - this.seconds >= 1; tries++) {
            int limit = Math.min(30, deadline - reserve - this.seconds);
            this.requests[model]++;
            this.seconds += (state == ProviderState.HANGING) ? limit : 0;
            count(model, state == ProviderState.HANGING && limit < 30);
            int wait = (state == ProviderState.RATE_LIMITED) ? 1 : tries;
            if (tries == mostTries(model) || isOpen(model) || deadline - reserve - this.seconds - wait < 1) {
                return;
            }
            this.seconds += wait;
        }
    }

    private int mostTries(int model) {
        return switch (this.states[model]) {
            case RATE_LIMITED, OVERLOADED -> 3;
            case HANGING -> (model == 0) ? 2 : 3;
            default -> 1;
        };
    }

    private void count(int model, boolean isNeutral) {
        ProviderState state = this.states[model];
        if (isNeutral || state == ProviderState.FILTERED) {
            return;
        }
        this.inARow[model]++;
        boolean atOnce = state != ProviderState.RATE_LIMITED
                && state != ProviderState.OVERLOADED
                && state != ProviderState.HANGING;
        if (atOnce || this.inARow[model] == 5) {
            this.open.add(circuit(model));
        }
    }

    private boolean isOpen(int model) {
        return this.open.contains(circuit(model));
    }

    /** Where failures of a model count: limits, keys and quota are the account's. */
    private String circuit(int model) {
        return switch (this.states[model]) {
            case RATE_LIMITED, WRONG_KEY, NO_QUOTA -> ACCOUNTS[model];
            default -> MODELS[model];
        };
    }
}
