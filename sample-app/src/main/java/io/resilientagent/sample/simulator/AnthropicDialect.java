package io.resilientagent.sample.simulator;

import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages. */
class AnthropicDialect implements Dialect {

    private static final String MESSAGES = "/v1/messages";

    @Override
    public List<String> paths() {
        return List.of(MESSAGES);
    }

    @Override
    public Reply answer(String path, ModelRequest request) {
        String text = CannedAnswers.to(request.text());
        return request.stream()
                ? streamed(request, text)
                : whole(request, "{\"type\": \"text\", \"text\": %s}".formatted(ModelRequest.quoted(text)));
    }

    @Override
    public Reply empty(String path, ModelRequest request) {
        return request.stream() ? streamed(request, "") : whole(request, "");
    }

    private static Reply whole(ModelRequest request, String content) {
        return Reply.json(200, """
                {"id": "msg_simulated", "type": "message", "role": "assistant", "model": %s, "content": [%s],
                 "stop_reason": "end_turn", "stop_sequence": null, "usage": {"input_tokens": 24, "output_tokens": 16}}
                """.formatted(ModelRequest.quoted(request.model()), content));
    }

    private static Reply streamed(ModelRequest request, String text) {
        List<String> events = new ArrayList<>();
        event(events, "message_start", """
                "message": {"id": "msg_simulated", "type": "message", "role": "assistant", "model": %s, "content": [], \
                "stop_reason": null, "stop_sequence": null, "usage": {"input_tokens": 24, "output_tokens": 1}}""".formatted(ModelRequest.quoted(request.model())));
        event(events, "content_block_start", """
                "index": 0, "content_block": {"type": "text", "text": ""}""");
        for (String word : CannedAnswers.words(text)) {
            event(events, "content_block_delta", """
                    "index": 0, "delta": {"type": "text_delta", "text": %s}""".formatted(ModelRequest.quoted(word)));
        }
        event(events, "content_block_stop", "\"index\": 0");
        event(events, "message_delta", """
                "delta": {"stop_reason": "end_turn", "stop_sequence": null}, "usage": {"output_tokens": 16}""");
        event(events, "message_stop", "\"done\": true");
        return Reply.events(events);
    }

    private static void event(List<String> events, String type, String fields) {
        events.add("event: %s\ndata: {\"type\": \"%s\", %s}\n\n".formatted(type, type, fields));
    }

    @Override
    public Reply unreadable() {
        return error(400, "invalid_request_error", "The request body is not valid JSON or names no model");
    }

    @Override
    public Reply refusal(Fault fault) {
        return switch (fault.kind()) {
            case RATE_LIMITED ->
                error(
                                429,
                                "rate_limit_error",
                                "This request would exceed your account's rate limit. Please try again later.")
                        .retryAfter(fault.retryAfter());
            case OVERLOADED -> error(529, "overloaded_error", "Overloaded").retryAfter(fault.retryAfter());
            case WRONG_KEY -> error(401, "authentication_error", "invalid x-api-key");
            case NO_QUOTA ->
                error(
                        400,
                        "invalid_request_error",
                        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to"
                                + " upgrade or purchase credits.");
            case CONTEXT_OVERFLOW ->
                error(400, "invalid_request_error", "prompt is too long: 213462 tokens > 200000 maximum");
            default -> error(500, "api_error", "Internal server error");
        };
    }

    private static Reply error(int status, String type, String message) {
        return Reply.json(status, """
                {"type": "error", "error": {"type": "%s", "message": %s}, "request_id": "req_simulated"}
                """.formatted(type, ModelRequest.quoted(message)));
    }
}
