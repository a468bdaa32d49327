package io.resilientagent.benchmarks.call;

import java.io.UncheckedIOException;
import java.net.ConnectException;

/** What the method does that is guarded: next to nothing. One for each thread. */
public interface Work {

    /** What a fallback answers. */
    String INSTEAD = "instead";

    /** Answers, or throws what a provider that cannot be reached makes a client throw. */
    String answer();

    /** Answers always. */
    final class Answering implements Work {

        private final String text = "answer";

        @Override
        public String answer() {
            return this.text;
        }
    }

    /** Fails always, with the same exception: making one is nobody's cost. */
    final class Failing implements Work {

        private final UncheckedIOException failure = new UncheckedIOException(new ConnectException("refused"));

        @Override
        public String answer() {
            throw this.failure;
        }
    }

    /** Fails twice before each answer. */
    final class FailingTwice implements Work {

        private final Work failing = new Failing();

        private final Work answering = new Answering();

        private int tries;

        @Override
        public String answer() {
            this.tries++;
            if (this.tries < Setting.ATTEMPTS) {
                return this.failing.answer();
            }
            this.tries = 0;
            return this.answering.answer();
        }
    }
}
