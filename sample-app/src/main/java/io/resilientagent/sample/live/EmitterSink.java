package io.resilientagent.sample.live;

import java.io.IOException;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Writes snapshots as server-sent events. */
class EmitterSink implements Listener.Sink {

    private final SseEmitter emitter;

    EmitterSink(SseEmitter emitter) {
        this.emitter = emitter;
    }

    @Override
    public void write(String snapshot) throws IOException {
        this.emitter.send(SseEmitter.event().name("snapshot").data(snapshot, MediaType.APPLICATION_JSON));
    }

    @Override
    public void close() {
        this.emitter.complete();
    }
}
