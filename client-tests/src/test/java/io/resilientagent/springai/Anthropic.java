package io.resilientagent.springai;

/** Messages of Anthropic, as they are on the wire. */
final class Anthropic {

    static final String OVERLOADED =
            "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Overloaded\"}}";

    static final String NO_SUCH_MODEL =
            "{\"type\": \"error\", \"error\": {\"type\": \"not_found_error\", \"message\": \"model: claude-premium\"}}";

    private Anthropic() {}

    static String text(String text) {
        return message("{\"type\": \"text\", \"text\": \"%s\"}".formatted(text), "end_turn");
    }

    static String toolCall(String name, String input) {
        return message(
                "{\"type\": \"tool_use\", \"id\": \"toolu_01\", \"name\": \"%s\", \"input\": %s}"
                        .formatted(name, input),
                "tool_use");
    }

    static String message(String content, String stopReason) {
        return """
                {"id": "msg_01", "type": "message", "role": "assistant", "model": "claude", "content": [%s],
                 "stop_reason": "%s", "stop_sequence": null, "usage": {"input_tokens": 9, "output_tokens": 5}}
                """.formatted(content, stopReason);
    }

    static String streamedText(String text) {
        return streamed(
                "{\"type\": \"text\", \"text\": \"\"}",
                "{\"type\": \"text_delta\", \"text\": \"%s\"}".formatted(text),
                "end_turn");
    }

    static String streamedToolCall(String name, String input) {
        return streamed(
                "{\"type\": \"tool_use\", \"id\": \"toolu_01\", \"name\": \"%s\", \"input\": {}}".formatted(name),
                "{\"type\": \"input_json_delta\", \"partial_json\": \"%s\"}".formatted(input.replace("\"", "\\\"")),
                "tool_use");
    }

    private static String streamed(String block, String delta, String stopReason) {
        return event(
                        "message_start",
                        "\"message\": {\"id\": \"msg_01\", \"type\": \"message\", \"role\": \"assistant\", \"model\":"
                                + " \"claude\", \"content\": [], \"stop_reason\": null, \"stop_sequence\": null,"
                                + " \"usage\": {\"input_tokens\": 9, \"output_tokens\": 1}}")
                + event("content_block_start", "\"index\": 0, \"content_block\": " + block)
                + event("content_block_delta", "\"index\": 0, \"delta\": " + delta)
                + event("content_block_stop", "\"index\": 0")
                + event(
                        "message_delta",
                        "\"delta\": {\"stop_reason\": \"" + stopReason
                                + "\", \"stop_sequence\": null}, \"usage\": {\"output_tokens\": 5}")
                + "event: message_stop\ndata: {\"type\": \"message_stop\"}\n\n";
    }

    private static String event(String type, String rest) {
        return "event: %s\ndata: {\"type\": \"%s\", %s}\n\n".formatted(type, type, rest);
    }
}
