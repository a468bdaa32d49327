package io.resilientagent.springai;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.resilientagent.AllFallbacksFailedException;
import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeCaches;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static io.resilientagent.springai.FakeChatModel.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Cached answers of models: the same question is the same prompt. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CachedModelTests {

    private final FakeCaches caches = new FakeCaches();

    private final Model model = new Model();

    private void run(Consumer<ChatModel> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .withBean("oneChatModel", ChatModel.class, () -> this.model)
                .withBean(FakeCaches.class, () -> this.caches)
                .withPropertyValues(
                        "resilient-agent.unused-names=warn",
                        "resilient-agent.calls.support.retry.max-attempts=1",
                        "resilient-agent.calls.support.model=one/small",
                        "resilient-agent.calls.support.fallback[0].cached=true")
                .run((context) ->
                        test.accept(context.getBean(ResilientModels.class).chat("support")));
    }

    @Test
    void callIsAnsweredFromTheCacheForTheSamePromptOnly() {
        run((chat) -> {
            assertThat(chat.call("Hi")).isEqualTo("Hello.");
            this.caches.awaitKept(1);
            this.model.isDown = true;
            assertThat(chat.call("Hi")).isEqualTo("Hello.");
            assertThatExceptionOfType(AllFallbacksFailedException.class)
                    .isThrownBy(() -> chat.call("Ho"))
                    .withMessageContaining("cached: no cached answer");
            Prompt hotter =
                    new Prompt("Hi", ChatOptions.builder().temperature(0.9).build());
            assertThatExceptionOfType(AllFallbacksFailedException.class).isThrownBy(() -> chat.call(hotter));
        });
    }

    @Test
    void streamIsGivenAgainItemByItem() {
        run((chat) -> {
            assertThat(texts(chat.stream(new Prompt("Hi")))).containsExactly("Hel", "lo.");
            this.caches.awaitKept(1);
            this.model.isDown = true;
            assertThat(texts(chat.stream(new Prompt("Hi")))).containsExactly("Hel", "lo.");
            StepVerifier.create(chat.stream(new Prompt("Ho"))).verifyError(AllFallbacksFailedException.class);
        });
    }

    private static List<String> texts(Flux<ChatResponse> stream) {
        return stream.map((part) -> part.getResult().getOutput().getText())
                .collectList()
                .block();
    }

    /** Answers, unless it is down. */
    private static final class Model implements ChatModel {

        private volatile boolean isDown;

        @Override
        public ChatResponse call(Prompt prompt) {
            if (this.isDown) {
                throw Problem.of(FailureKind.OVERLOADED);
            }
            return response(new AssistantMessage("Hello."), "STOP");
        }

        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            return this.isDown
                    ? Flux.error(Problem.of(FailureKind.OVERLOADED))
                    : Flux.just(
                            response(new AssistantMessage("Hel"), ""), response(new AssistantMessage("lo."), "STOP"));
        }
    }
}
