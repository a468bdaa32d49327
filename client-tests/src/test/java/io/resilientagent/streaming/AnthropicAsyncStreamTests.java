package io.resilientagent.streaming;

import java.util.Optional;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Anthropic's client, which calls back. */
class AnthropicAsyncStreamTests extends StreamingContract {

    AnthropicAsyncStreamTests() {
        super(StreamDialect.ANTHROPIC, Agent.class);
    }

    @Override
    Closing closing() {
        return Closing.AT_ONCE;
    }

    static class Agent implements StreamingAgent {

        private final AnthropicClient client;

        Agent(StreamStub provider) {
            this.client = Anthropic.client(provider.url());
        }

        @Override
        @LlmCall("answer")
        public Flux<String> answer() {
            String model = CallContext.current().target().model();
            return Flux.create((sink) -> {
                AsyncStreamResponse<RawMessageStreamEvent> response =
                        this.client.async().messages().createStreaming(Anthropic.question(model));
                sink.onDispose(response::close);
                response.subscribe(handler(sink));
            });
        }

        private static AsyncStreamResponse.Handler<RawMessageStreamEvent> handler(FluxSink<String> sink) {
            return new AsyncStreamResponse.Handler<>() {

                @Override
                public void onNext(RawMessageStreamEvent chunk) {
                    sink.next(Anthropic.text(chunk));
                }

                @Override
                public void onComplete(Optional<Throwable> thrown) {
                    thrown.ifPresentOrElse(sink::error, sink::complete);
                }
            };
        }
    }
}
