package io.resilientagent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/** A transaction that the caller opened is not carried over; one WARN per method says so. */
@ExtendWith(OutputCaptureExtension.class)
class TransactionNoticeTests {

    private final ApplicationContextRunner runner =
            Guarded.by(new ManualTime(), Agent.class).withPropertyValues("resilient-agent.calls.default.retry.delay=0");

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    @Test
    void warnsOncePerMethod(CapturedOutput output) {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(agent.one()).isFalse();
            agent.one();
            agent.two();
            assertThat(output.getOut().lines().filter((line) -> line.contains("transaction that")))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("WARN")
                    .contains("Agent.one() runs on another thread than its caller, without the transaction that its"
                            + " caller opened. Call it outside, or set"
                            + " 'resilient-agent.calls.one.timeout-mode: caller-thread'");
        });
    }

    @Test
    void warnsOfLaterTriesOfAFuture(CapturedOutput output) {
        this.runner.run((context) -> {
            Agent agent = context.getBean(Agent.class);
            agent.later(CompletableFuture.completedFuture("answer")).get();
            assertThat(output).doesNotContain("transaction that");
            assertThat(agent.later(CompletableFuture.failedFuture(Problem.of(FailureKind.OVERLOADED))))
                    .failsWithin(Duration.ofSeconds(30));
            assertThat(output.getOut().lines().filter((line) -> line.contains("transaction that")))
                    .singleElement()
                    .asString()
                    .endsWith("Call it outside");
        });
    }

    @Test
    void saysNothingWhereTheTransactionIsThere(CapturedOutput output) {
        this.runner
                .withPropertyValues(
                        "resilient-agent.calls.one.timeout-mode=caller-thread", "resilient-agent.calls.two.timeout=0")
                .run((context) -> {
                    assertThat(context.getBean(Agent.class).one()).isTrue();
                    assertThat(context.getBean(Agent.class).two()).isTrue();
                    assertThat(output).doesNotContain("transaction that");
                });
    }

    @Test
    void needsNoTransactions() {
        Guarded.by(new ManualTime())
                .withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
                .run((context) -> assertThat(context).doesNotHaveBean("resilientAgentTransactionNotice"));
    }

    static class Agent {

        @LlmCall("one")
        public boolean one() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

        @LlmCall("two")
        public boolean two() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }

        @LlmCall("later")
        public CompletableFuture<String> later(CompletableFuture<String> answer) {
            return answer;
        }
    }
}
