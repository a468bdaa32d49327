package io.resilientagent.streaming;

import java.util.Optional;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** OpenAI's client, which calls back. */
class OpenAiAsyncStreamTests extends StreamingContract {

    OpenAiAsyncStreamTests() {
        super(StreamDialect.OPENAI, Agent.class);
    }

    @Override
    Closing closing() {
        return Closing.UNRELIABLE;
    }

    static class Agent implements StreamingAgent {

        private final OpenAIClient client;

        Agent(StreamStub provider) {
            this.client = OpenAi.client(provider.url());
        }

        @Override
        @LlmCall("answer")
        public Flux<String> answer() {
            String model = CallContext.current().target().model();
            return Flux.create((sink) -> {
                AsyncStreamResponse<ChatCompletionChunk> response =
                        this.client.async().chat().completions().createStreaming(OpenAi.question(model));
                sink.onDispose(response::close);
                response.subscribe(handler(sink));
            });
        }

        private static AsyncStreamResponse.Handler<ChatCompletionChunk> handler(FluxSink<String> sink) {
            return new AsyncStreamResponse.Handler<>() {

                @Override
                public void onNext(ChatCompletionChunk chunk) {
                    sink.next(OpenAi.text(chunk));
                }

                @Override
                public void onComplete(Optional<Throwable> thrown) {
                    thrown.ifPresentOrElse(sink::error, sink::complete);
                }
            };
        }
    }
}
