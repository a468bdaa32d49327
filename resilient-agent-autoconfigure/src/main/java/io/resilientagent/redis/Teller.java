package io.resilientagent.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitDecision;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.OperatorWord;
import io.resilientagent.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Tells Redis what circuits here have decided, and reads what others have. */
final class Teller {

    /** By how much what was read must differ from what is known: ages are a little off. */
    private static final long SLACK = TimeUnit.SECONDS.toNanos(5);

    private final CircuitRegistry circuits;

    private final SharingSettings settings;

    private final Follower follower;

    private final CircuitStore store;

    private final String id;

    private final Ticker ticker;

    Teller(
            CircuitRegistry circuits,
            SharingSettings settings,
            Follower follower,
            CircuitStore store,
            String id,
            Ticker ticker) {
        this.circuits = circuits;
        this.settings = settings;
        this.follower = follower;
        this.store = store;
        this.id = id;
        this.ticker = ticker;
    }

    /** Tells what is new, learns what there is, and tells what is not there: Redis may have been emptied. */
    void exchange(RedisLink link) {
        this.circuits.forEach((circuit) -> say(link, circuit));
        Map<String, CircuitState> words = new HashMap<>();
        this.store.read(link, (news) -> {
            if (this.follower.adopt(news, SLACK)) {
                words.put(news.circuit(), news.decision().state());
            }
        });
        this.circuits.forEach((circuit) -> repeat(link, circuit, words.get(circuit.name())));
    }

    /** Tells what a circuit has decided; whether an exchange has to show then which word counts. */
    boolean tell(RedisLink link, String name) {
        Circuit circuit = this.circuits.find(name).orElse(null);
        if (circuit == null) {
            return false;
        }
        boolean hidden = say(link, circuit);
        CircuitDecision decision = circuit.decision(this.ticker.nanos());
        if (decision != null && !decision.operator()) {
            tell(link, circuit, decision, 0);
        }
        return hidden;
    }

    /** Tells of a word that was said here; whether it has to be read then which one counts. */
    private boolean say(RedisLink link, Circuit circuit) {
        OperatorWord word = circuit.word();
        if (word == null || word.isSettled()) {
            return false;
        }
        long order = tell(link, circuit, word.decision(this.ticker.nanos()), 0);
        return this.follower.settle(circuit.name(), word, order);
    }

    private void repeat(RedisLink link, Circuit circuit, @Nullable CircuitState stored) {
        OperatorWord word = circuit.word();
        CircuitDecision said = (word != null && word.isSettled()) ? word.decision(this.ticker.nanos()) : null;
        if (said != null && said.state() != stored) {
            long order = tell(link, circuit, said, SLACK);
            if (order > 0) {
                // others may have said something meanwhile
                this.follower.adopt(new News(this.id, circuit.name(), said, order), SLACK);
            }
        }
        CircuitDecision decision = circuit.decision(this.ticker.nanos());
        if (decision != null && !decision.operator() && decision.state() != CircuitState.CLOSED) {
            tell(link, circuit, decision, SLACK);
        }
    }

    private long tell(RedisLink link, Circuit circuit, @Nullable CircuitDecision decision, long slackNanos) {
        if (decision == null || !this.settings.shares(circuit.name())) {
            return 0;
        }
        News news = new News(this.id, circuit.name(), decision, 0);
        return this.store.tell(link, news, TimeUnit.NANOSECONDS.toMillis(slackNanos));
    }
}
