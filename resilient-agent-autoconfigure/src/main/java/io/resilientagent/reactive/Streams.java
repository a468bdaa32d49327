package io.resilientagent.reactive;

import java.util.function.Function;

import io.resilientagent.engine.AsyncAttempt;
import io.resilientagent.timeout.StreamLimits;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * How the streams of a call are taken.
 *
 * @param contents which items are content
 * @param limits of a stream after its first content
 */
record Streams(Contents contents, StreamLimits limits) {

    /**
     * Follows the stream of an attempt.
     *
     * @param answer makes of the stream what the call answers
     */
    void follow(AsyncAttempt attempt, Publisher<?> stream, Context context, Function<StreamTail, Object> answer) {
        Flux.from(stream).subscribe(new StreamHead(attempt, this, context, answer));
    }
}
