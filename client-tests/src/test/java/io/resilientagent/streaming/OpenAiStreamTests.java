package io.resilientagent.streaming;

import java.util.concurrent.Executors;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** OpenAI's client, whose stream is read on a thread that waits for it. */
class OpenAiStreamTests extends StreamingContract {

    OpenAiStreamTests() {
        super(StreamDialect.OPENAI, Agent.class);
    }

    @Override
    Closing closing() {
        return Closing.UNRELIABLE;
    }

    static class Agent implements StreamingAgent {

        /** Not boundedElastic: that gives a thread which is still blocked by a cancelled request to the next one. */
        private static final Scheduler THREADS = Schedulers.fromExecutor(Executors.newCachedThreadPool());

        private final OpenAIClient client;

        Agent(StreamStub provider) {
            this.client = OpenAi.client(provider.url());
        }

        @Override
        @LlmCall("answer")
        @SuppressWarnings("MustBeClosedChecker") // Reactor closes it
        public Flux<String> answer() {
            String model = CallContext.current().target().model();
            return Flux.using(
                            () -> this.client.chat().completions().createStreaming(OpenAi.question(model)),
                            (StreamResponse<ChatCompletionChunk> response) -> Flux.fromStream(response.stream()),
                            StreamResponse::close)
                    .map(OpenAi::text)
                    .subscribeOn(THREADS);
        }
    }
}
