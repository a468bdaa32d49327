package io.resilientagent.streaming;

import reactor.core.publisher.Flux;

/** A service that streams answers through one of the clients. */
interface StreamingAgent {

    Flux<?> answer();

    /** The text of a piece of an answer. */
    default String text(Object piece) {
        return (String) piece;
    }
}
