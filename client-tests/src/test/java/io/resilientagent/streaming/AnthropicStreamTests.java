package io.resilientagent.streaming;

import java.util.concurrent.Executors;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Anthropic's client, whose stream is read on a thread that waits for it. */
class AnthropicStreamTests extends StreamingContract {

    AnthropicStreamTests() {
        super(StreamDialect.ANTHROPIC, Agent.class);
    }

    @Override
    Closing closing() {
        return Closing.AT_ONCE;
    }

    static class Agent implements StreamingAgent {

        /** Not boundedElastic: that gives a thread which is still blocked by a cancelled request to the next one. */
        private static final Scheduler THREADS = Schedulers.fromExecutor(Executors.newCachedThreadPool());

        private final AnthropicClient client;

        Agent(StreamStub provider) {
            this.client = Anthropic.client(provider.url());
        }

        @Override
        @LlmCall("answer")
        @SuppressWarnings("MustBeClosedChecker") // Reactor closes it
        public Flux<String> answer() {
            String model = CallContext.current().target().model();
            return Flux.using(
                            () -> this.client.messages().createStreaming(Anthropic.question(model)),
                            (StreamResponse<RawMessageStreamEvent> response) -> Flux.fromStream(response.stream()),
                            StreamResponse::close)
                    .map(Anthropic::text)
                    .subscribeOn(THREADS);
        }
    }
}
