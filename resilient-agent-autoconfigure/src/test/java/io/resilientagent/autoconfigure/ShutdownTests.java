package io.resilientagent.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that stops while calls are made. */
class ShutdownTests {

    private final ManualTime time = new ManualTime();

    @Test
    void beginsNoRetryAndNoWait() {
        Guarded.by(this.time, Agent.class).run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.outage(FailureKind.OVERLOADED);
            context.getBean(EngineLifecycle.class).stop();
            assertThat(context.getBean(Agent.class).answer()).isEqualTo("busy");
            assertThat(provider.calls()).isEqualTo(1);
            assertThat(this.time.sleeps()).isEmpty();
        });
    }

    @Test
    void retriesAgainAfterARestart() {
        Guarded.by(this.time, Agent.class).run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED);
            ConfigurableApplicationContext application =
                    (ConfigurableApplicationContext) context.getSourceApplicationContext();
            application.stop();
            application.start();
            assertThat(context.getBean(Agent.class).answer()).isEqualTo("answer to x");
            assertThat(provider.calls()).isEqualTo(2);
        });
    }

    @Test
    void interruptsTheAttemptsThatStillRunWhenItIsClosed() {
        Guarded.byRealTime(Hanging.class).run((context) -> {
            Hanging agent = context.getBean(Hanging.class);
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(agent::answer);
            assertThat(agent.begun().await(10, TimeUnit.SECONDS)).isTrue();
            ((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("busy");
            assertThat(agent.interrupted().await(10, TimeUnit.SECONDS)).isTrue();
        });
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall
        @Fallback(text = "busy")
        String answer() {
            return this.provider.ask("x");
        }
    }

    static class Hanging {

        private final CountDownLatch begun = new CountDownLatch(1);

        private final CountDownLatch interrupted = new CountDownLatch(1);

        CountDownLatch begun() {
            return this.begun;
        }

        CountDownLatch interrupted() {
            return this.interrupted;
        }

        @LlmCall
        @Fallback(text = "busy")
        public String answer() {
            this.begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ex) {
                this.interrupted.countDown();
                throw new IllegalStateException(ex);
            }
            return "never";
        }
    }
}
