package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.resilientagent.CallFailureEvent;
import io.resilientagent.CircuitTransitionEvent;
import io.resilientagent.CredentialAlertEvent;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallObserver;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.Await;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** Events reach listeners of Spring, which cannot reach the call. */
@ExtendWith(OutputCaptureExtension.class)
class EventDeliveryTests {

    private final ApplicationContextRunner runner = Guarded.by(new ManualTime(), Agent.class);

    @Test
    void listenersHearOfEverythingInOrder() {
        this.runner.withBean(Listener.class).run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED, FailureKind.AUTHENTICATION);
            context.getBean(Agent.class).answer("x");
            List<Object> heard = context.getBean(Listener.class).heard;
            Await.until("all events", () -> heard.size() == 4);
            assertThat(heard)
                    .extracting((event) -> (Object) event.getClass())
                    .containsExactly(
                            CallFailureEvent.class,
                            CircuitTransitionEvent.class,
                            CredentialAlertEvent.class,
                            CallFailureEvent.class);
            assertThat(context.getBean(Listener.class).threads)
                    .allSatisfy((name) -> assertThat(name).startsWith("resilient-agent-events"));
        });
    }

    @Test
    void listenerThatThrowsIsLoggedOnce(CapturedOutput output) {
        this.runner.withBean(Listener.class).withBean(Throwing.class).run((context) -> {
            context.getBean(FakeProvider.class)
                    .failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED, FailureKind.AUTHENTICATION);
            assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("busy");
            Await.until(
                    "two failures", () -> context.getBean(Throwing.class).heard.size() == 3);
        });
        assertThat(output.getOut().split("Event listener of CallFailureEvent failed; calls go on", -1))
                .hasSize(2);
    }

    @Test
    void listenerThatHangsHoldsUpNoCallAndLosesWhatIsTooMuch(CapturedOutput output) {
        this.runner
                .withBean(Hanging.class)
                .withPropertyValues(
                        "resilient-agent.circuits.default.failure-threshold=0",
                        "resilient-agent.circuits.default.failure-rate-threshold=0")
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.CONTEXT_OVERFLOW);
                    int calls = EventDelivery.CAPACITY + 10;
                    for (int i = 0; i < calls; i++) {
                        assertThat(context.getBean(Agent.class).answer("x")).isEqualTo("busy");
                    }
                    Hanging listener = context.getBean(Hanging.class);
                    assertThat(listener.heard).hasSizeLessThanOrEqualTo(1);
                    assertThat(output.getOut()).containsOnlyOnce("Events are lost: 1000 wait");
                    listener.goOn.countDown();
                    Await.until("the waiting ones", () -> listener.heard.size() > EventDelivery.CAPACITY);
                    Await.until(
                            "a word about the lost ones",
                            () -> output.getOut().contains("Events are delivered again; 9 were lost"));
                });
    }

    @Test
    void nothingIsMadeForAnswers() {
        this.runner.withBean(Listener.class).run((context) -> {
            context.getBean(Agent.class).answer("x");
            assertThat(context.getBeansOfType(CallObserver.class)).isEmpty();
            assertThat(context.getBean(Listener.class).heard).isEmpty();
        });
    }

    static class Listener {

        final List<Object> heard = new CopyOnWriteArrayList<>();

        final List<String> threads = new CopyOnWriteArrayList<>();

        @EventListener({CallFailureEvent.class, CircuitTransitionEvent.class, CredentialAlertEvent.class})
        void on(Object event) {
            this.threads.add(Thread.currentThread().getName());
            this.heard.add(event);
        }
    }

    static class Throwing {

        final List<Object> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void on(CallFailureEvent event) {
            this.heard.add(event);
            throw new IllegalStateException("broken listener");
        }
    }

    static class Hanging {

        final CountDownLatch goOn = new CountDownLatch(1);

        final List<Object> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void on(CallFailureEvent event) throws InterruptedException {
            this.goOn.await();
            this.heard.add(event);
        }
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(value = "support", model = "acme/large")
        @Fallback(text = "busy")
        public String answer(String question) {
            return this.provider.ask(question);
        }
    }
}
