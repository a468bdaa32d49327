package io.resilientagent.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.resilientagent.circuit.Circuit;
import io.resilientagent.circuit.CircuitDecision;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.circuit.Lease;
import io.resilientagent.circuit.OperatorWord;
import io.resilientagent.circuit.WindowType;
import io.resilientagent.failure.FailureKind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Three instances, in any interleaving of what their threads and Redis do: in the end all obey the same word. */
class FollowerTests {

    private static final String NAME = "anthropic/claude";

    private static final CircuitSettings SETTINGS = new CircuitSettings(
            1, 0, WindowType.COUNT, 10, 10, null, 100, Duration.ofHours(9), null, Duration.ofHours(9), 1);

    private static final long SLACK = Duration.ofSeconds(5).toNanos();

    private enum Act {
        FORCE,
        DISABLE,
        RESET,
        OPEN,
        OUTCOME,
        TELL,
        HEAR_THE_ANSWER,
        RECEIVE,
        READ,
        ADOPT_WHAT_WAS_READ,
        REPEAT,
        PASS,
        RECONNECT,
        EMPTY_REDIS
    }

    private record Step(int instance, Act act) {}

    /** What Redis knows, and has told each instance but they have not heard yet. */
    private final List<Peer> peers;

    private long now = 1;

    private long order;

    private @Nullable News stored;

    private long storedAt;

    FollowerTests() {
        this.peers =
                IntStream.range(0, 3).mapToObj((i) -> new Peer("peer-" + i)).toList();
    }

    private final class Peer {

        final String id;

        final CircuitRegistry registry = new CircuitRegistry(() -> FollowerTests.this.now, 10);

        final Circuit circuit = this.registry.circuit(NAME, SETTINGS);

        final Follower follower = new Follower(this.registry, new SharingSettings("shop", List.of("*")));

        final Deque<News> channel = new ArrayDeque<>();

        @Nullable
        News read;

        @Nullable
        OperatorWord told;

        long answer;

        boolean failed;

        Peer(String id) {
            this.id = id;
        }

        void act(Act act) {
            switch (act) {
                case FORCE -> this.registry.force(NAME, CircuitState.FORCED_OPEN, null);
                case DISABLE -> this.registry.force(NAME, CircuitState.DISABLED, null);
                case RESET -> this.registry.reset(NAME);
                case OPEN -> this.registry.force(NAME, CircuitState.OPEN, Duration.ofHours(1));
                case OUTCOME -> fail();
                case TELL -> tell();
                case HEAR_THE_ANSWER -> hearTheAnswer();
                case RECEIVE -> receive();
                case READ -> this.read = read();
                case ADOPT_WHAT_WAS_READ -> adoptWhatWasRead();
                case PASS -> FollowerTests.this.now += Duration.ofMillis(1).toNanos();
                case REPEAT -> repeat();
                case RECONNECT -> reconnect();
                case EMPTY_REDIS -> FollowerTests.this.stored = null;
            }
        }

        private void fail() {
            Lease lease = this.circuit.acquire(FollowerTests.this.now, 1);
            if (lease != null) {
                this.failed = true;
                lease.fail(FailureKind.TIMEOUT, FollowerTests.this.now, 0, 0);
            }
        }

        private boolean hasSomethingToTell() {
            OperatorWord word = this.circuit.word();
            return word != null && !word.isSettled();
        }

        private void tell() {
            if (this.told == null && hasSomethingToTell()) {
                this.told = Objects.requireNonNull(this.circuit.word());
                CircuitDecision decision = Objects.requireNonNull(this.told.decision(FollowerTests.this.now));
                this.answer = accept(new News(this.id, NAME, decision, 0), 0);
            }
        }

        private void hearTheAnswer() {
            OperatorWord word = this.told;
            if (word != null) {
                this.told = null;
                if (this.follower.settle(NAME, word, this.answer)) {
                    this.read = FollowerTests.this.read();
                }
            }
        }

        private void receive() {
            News news = this.channel.poll();
            if (news != null && !news.from().equals(this.id)) {
                this.follower.adopt(news, 0);
            }
        }

        private void adoptWhatWasRead() {
            if (this.read != null) {
                this.follower.adopt(this.read, SLACK);
                this.read = null;
            }
        }

        /** Tells again what holds, if Redis does not know it. */
        private void repeat() {
            OperatorWord word = this.circuit.word();
            CircuitDecision said = (word != null && word.isSettled()) ? word.decision(FollowerTests.this.now) : null;
            long place = (said != null) ? accept(new News(this.id, NAME, said, 0), SLACK) : 0;
            if (said != null && place > 0) {
                this.follower.adopt(new News(this.id, NAME, said, place), SLACK);
            }
        }

        private void reconnect() {
            this.channel.clear();
            this.told = null;
            this.follower.forget();
            this.read = FollowerTests.this.read();
        }

        /** After a reset outcomes may have opened the circuit. */
        boolean obeys(CircuitState word) {
            CircuitState state = this.circuit.state(FollowerTests.this.now);
            return state == word || (word == CircuitState.CLOSED && state == CircuitState.OPEN && this.failed);
        }

        @Override
        public String toString() {
            return this.id + " " + this.circuit.state(FollowerTests.this.now);
        }

        void settleDown() {
            while (hasSomethingToTell() || this.told != null || this.read != null || !this.channel.isEmpty()) {
                List.of(Act.RECEIVE, Act.ADOPT_WHAT_WAS_READ, Act.TELL, Act.HEAR_THE_ANSWER)
                        .forEach(this::act);
            }
        }
    }

    /** What {@link Scripts#TELL} does to words. */
    private long accept(News news, long slack) {
        News old = this.stored;
        if (old != null && !(slack == 0 && old.from().equals(news.from()))) {
            long atLeast = (news.decision().state() == old.decision().state()) ? slack : 0;
            if (news.decision().ageNanos() + atLeast > storedAge(old)) {
                return 0;
            }
        }
        this.order++;
        News ordered = new News(news.from(), NAME, news.decision(), this.order);
        this.stored = ordered;
        this.storedAt = this.now;
        this.peers.forEach((peer) -> peer.channel.add(ordered));
        return this.order;
    }

    private long storedAge(News old) {
        return old.decision().ageNanos() + this.now - this.storedAt;
    }

    private @Nullable News read() {
        News old = this.stored;
        if (old == null) {
            return null;
        }
        CircuitDecision said = old.decision();
        long left = said.nanosLeft();
        return new News(
                old.from(),
                NAME,
                new CircuitDecision(
                        said.state(),
                        true,
                        null,
                        storedAge(old),
                        (left == CircuitDecision.NO_END) ? left : left - (this.now - this.storedAt)),
                old.order());
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of(Act.class))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 5_000)
    void allObeyTheWordThatRedisKeeps(@ForAll("steps") List<Step> steps) {
        FollowerTests fleet = new FollowerTests();
        fleet.run(steps);
    }

    @Example
    void wordThatLosesThoughItWasSaidAfterTheOtherGivesWay() {
        Peer one = this.peers.get(0);
        Peer other = this.peers.get(1);
        other.act(Act.FORCE);
        other.act(Act.TELL);
        one.act(Act.RECEIVE);
        one.act(Act.RESET);
        one.act(Act.PASS);
        // somebody set the clock of Redis back
        this.storedAt = this.now;
        one.act(Act.TELL);
        assertThat(one.answer).isZero();
        one.settleDown();
        assertThat(one.circuit.state(this.now)).isEqualTo(CircuitState.FORCED_OPEN);
    }

    @Example
    void wordThatCameBeforeItsCircuitIsLearnedWhenItIsReadAgain() {
        Peer one = this.peers.get(0);
        CircuitDecision forced = new CircuitDecision(CircuitState.FORCED_OPEN, true, null, 0, CircuitDecision.NO_END);
        News news = new News("somebody", "tenant/1", forced, 1);
        one.follower.adopt(news, 0);
        CircuitDecision open = new CircuitDecision(CircuitState.OPEN, false, FailureKind.TIMEOUT, 0, SLACK);
        for (int i = 2; i < 20; i++) {
            one.follower.adopt(new News("somebody", "tenant/" + i, open, 0), 0);
        }
        Circuit late = one.registry.computed("tenant/1", "tenants", SETTINGS);
        assertThat(late.state(this.now)).isEqualTo(CircuitState.CLOSED);
        one.follower.adopt(news, SLACK);
        assertThat(late.state(this.now)).isEqualTo(CircuitState.FORCED_OPEN);
    }

    private void run(List<Step> steps) {
        steps.forEach((step) -> this.peers.get(step.instance()).act(step.act()));
        for (int round = 0; round < 4; round++) {
            this.peers.forEach(Peer::settleDown);
            this.peers.forEach((peer) -> peer.read = read());
            this.peers.forEach(Peer::settleDown);
            this.peers.forEach((peer) -> peer.act(Act.REPEAT));
        }
        News last = this.stored;
        if (last != null) {
            CircuitState word = last.decision().state();
            assertThat(this.peers).allMatch((peer) -> peer.obeys(word));
        }
    }
}
