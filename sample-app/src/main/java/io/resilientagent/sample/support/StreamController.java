package io.resilientagent.sample.support;

import io.resilientagent.AgentResult;
import io.resilientagent.failure.FailureClassification;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * The agent's answer as a stream of events: {@code result} says who answers and how well, {@code piece} has a piece of
 * the text, and the last one is {@code end}, or {@code broken} with the kind of failure.
 */
@RestController
class StreamController {

    private final SupportAgent agent;

    private final FailureClassification classification;

    StreamController(SupportAgent agent, FailureClassification classification) {
        this.agent = agent;
        this.classification = classification;
    }

    /**
     * A piece of the text.
     *
     * @param text the piece
     */
    record Piece(String text) {}

    /**
     * How the stream ended.
     *
     * @param kind why it broke off; null if it did not
     */
    record Ending(@Nullable FailureKind kind) {}

    @PostMapping(path = "/ask/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> ask(@RequestBody Question question) {
        return this.agent.stream(question.checked()).flatMapMany(this::events).onErrorResume(this::broken);
    }

    private Flux<ServerSentEvent<Object>> events(AgentResult<Flux<String>> result) {
        Flux<String> text = (result.data() != null) ? result.data() : Flux.empty();
        return Flux.concat(
                Flux.just(event("result", result.map((pieces) -> ""))),
                text.filter((piece) -> !piece.isEmpty()).map((piece) -> event("piece", new Piece(piece))),
                Flux.just(event("end", new Ending(null))));
    }

    private Flux<ServerSentEvent<Object>> broken(Throwable ex) {
        return Flux.just(
                event("broken", new Ending(this.classification.classify(ex).kind())));
    }

    private static ServerSentEvent<Object> event(String name, Object data) {
        return ServerSentEvent.builder(data).event(name).build();
    }
}
