package io.resilientagent.sample.live;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The control room's events. */
@RestController
class LiveController {

    private static final long NO_TIMEOUT = 0L;

    private final LiveFeed feed;

    LiveController(LiveFeed feed) {
        this.feed = feed;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live() {
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        if (!this.feed.listen(new EmitterSink(emitter))) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "There are %d listeners already".formatted(LiveFeed.MOST_LISTENERS));
        }
        return emitter;
    }
}
