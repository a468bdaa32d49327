package io.resilientagent.sample.support;

import io.resilientagent.AgentResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The agent's HTTP face: a degraded answer is an answer, a failed one is 503. */
@RestController
class SupportController {

    private final SupportAgent agent;

    SupportController(SupportAgent agent) {
        this.agent = agent;
    }

    @PostMapping("/ask")
    ResponseEntity<AgentResult<String>> ask(@RequestBody Question question) {
        return respond(this.agent.answer(question.checked()));
    }

    @PostMapping("/embed")
    ResponseEntity<AgentResult<float[]>> embed(@RequestBody TextToEmbed text) {
        return respond(this.agent.embed(text.checked()));
    }

    private static <T extends @Nullable Object> ResponseEntity<AgentResult<T>> respond(AgentResult<T> result) {
        HttpStatus status =
                result.status() == AgentResult.Status.FAILED ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
        return ResponseEntity.status(status).body(result);
    }
}
