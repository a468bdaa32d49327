package io.resilientagent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.ManualTime;
import org.springframework.beans.factory.ObjectProvider;

/** Methods whose last good answers are given again. */
class CachedAgent {

    private final FakeProvider provider;

    private final ObjectProvider<CachedAgent> self;

    private final ManualTime time;

    CachedAgent(FakeProvider provider, ObjectProvider<CachedAgent> self, ManualTime time) {
        this.time = time;
        this.provider = provider;
        this.self = self;
    }

    @LlmCall("answer")
    @Fallback(cached = true)
    public String answer(String question, int style) {
        if (question.equals("slow")) {
            this.time.advance(Duration.ofSeconds(11));
        }
        return this.provider.ask(question);
    }

    @LlmCall("result")
    @Fallback(cached = true)
    public AgentResult<String> result(String question) {
        return AgentResult.success(this.provider.ask(question));
    }

    @LlmCall("or-text")
    @Fallback(cached = true)
    @Fallback(text = "busy")
    public String orText(String question) {
        return this.provider.ask(question);
    }

    @LlmCall("brief")
    @Fallback(cached = true)
    public String brief(String question) {
        return this.provider.ask(question);
    }

    @LlmCall("when-overloaded")
    @Fallback(cached = true, when = FailureKind.OVERLOADED)
    @Fallback(text = "busy")
    public String whenOverloaded(String question) {
        return this.provider.ask(question);
    }

    @LlmCall("inner")
    @Fallback(text = "busy")
    public String inner(String question) {
        throw new IllegalStateException(question);
    }

    @LlmCall("outer")
    @Fallback(cached = true)
    public String outer(String question) {
        return this.self.getObject().inner(question);
    }

    @LlmCall("optional")
    @Fallback(cached = true)
    public Optional<String> optional(String question) {
        return Optional.of(this.provider.ask(question));
    }

    @LlmCall(value = "empty-optional")
    @Fallback(cached = true)
    public Optional<Integer> emptyOptional(String question) {
        this.provider.ask(question);
        return Optional.empty();
    }

    @LlmCall("future")
    @Fallback(cached = true)
    public CompletableFuture<String> future(String question) {
        return CompletableFuture.completedFuture(this.provider.ask(question));
    }

    @LlmCall("future-result")
    @Fallback(cached = true)
    public CompletableFuture<AgentResult<Optional<String>>> futureResult(String question) {
        return CompletableFuture.completedFuture(AgentResult.success(Optional.of(this.provider.ask(question))));
    }

    @LlmCall("number")
    @Fallback(cached = true)
    public int number(String question) {
        return this.provider.ask(question).length();
    }

    @LlmCall("broken")
    @Fallback(cached = true)
    @Fallback(text = "busy")
    public String broken(List<String> question) {
        return this.provider.ask("x");
    }

    @LlmCall("without")
    public String without(List<String> question) {
        return this.provider.ask("x");
    }
}
