package io.resilientagent.redis;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.OperatorWord;

/**
 * Lets circuits here adopt what others have decided. Words of operators count in the order that Redis has put them in,
 * whichever way and in whichever order they come here, so that all instances end at the same one.
 */
final class Follower {

    private static final long SPREAD = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX = 4_000;

    private final CircuitRegistry circuits;

    private final SharingSettings settings;

    /** The order of the last word of each circuit. */
    private final Map<String, Long> followed = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX;
        }
    };

    /** Circuits for which words were passed over, as one that was said here had no order yet. */
    private final Set<String> passedOver = new HashSet<>();

    Follower(CircuitRegistry circuits, SharingSettings settings) {
        this.circuits = circuits;
        this.settings = settings;
    }

    /** Another Redis may answer from now on, with an order of its own. */
    synchronized void forget() {
        this.followed.clear();
        this.passedOver.clear();
    }

    /**
     * Adopts what counts.
     *
     * @param slackNanos 0 for what comes over the channel, more for what was read
     * @return whether it is the last word of an operator that was followed
     */
    synchronized boolean adopt(News news, long slackNanos) {
        if (!this.settings.shares(news.circuit())) {
            return false;
        }
        if (!news.decision().operator()) {
            take(news, slackNanos);
            return false;
        }
        if (mayCount(news, slackNanos)) {
            follow(news, slackNanos);
        }
        return news.order() == this.followed.getOrDefault(news.circuit(), 0L);
    }

    /** What was read may have come before, but not have reached a circuit that did not exist then. */
    private boolean mayCount(News news, long slackNanos) {
        long last = this.followed.getOrDefault(news.circuit(), 0L);
        return news.order() > last || (news.order() == last && slackNanos > 0);
    }

    private boolean take(News news, long slackNanos) {
        long spread = ThreadLocalRandom.current().nextLong(SPREAD);
        return this.circuits.adopt(news.circuit(), news.decision(), slackNanos, spread);
    }

    private void follow(News news, long slackNanos) {
        if (!take(news, slackNanos) && !isSettled(news.circuit())) {
            this.passedOver.add(news.circuit());
        } else {
            this.followed.put(news.circuit(), news.order());
        }
    }

    private boolean isSettled(String circuit) {
        OperatorWord word =
                this.circuits.find(circuit).map((found) -> found.word()).orElse(null);
        return word == null || word.isSettled();
    }

    /**
     * A word that was said here has its place now.
     *
     * @param order 0 if it has none: another one counts more, or it does not hold any more
     * @return whether others may have hidden behind it, so that it has to be read which one counts
     */
    synchronized boolean settle(String circuit, OperatorWord word, long order) {
        word.settle();
        boolean hidden = this.passedOver.remove(circuit);
        if (order == 0) {
            this.followed.remove(circuit);
            return true;
        }
        this.followed.merge(circuit, order, Math::max);
        return hidden;
    }
}
