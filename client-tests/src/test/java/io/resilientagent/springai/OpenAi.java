package io.resilientagent.springai;

/** Chat completions and embeddings of OpenAI, as they are on the wire. */
final class OpenAi {

    static final String OVERLOADED =
            "{\"error\": {\"message\": \"busy\", \"type\": \"server_error\", \"param\": null, \"code\": null}}";

    private OpenAi() {}

    static String text(String text) {
        return completion("{\"role\": \"assistant\", \"content\": \"%s\", \"refusal\": null}".formatted(text), "stop");
    }

    static String toolCall(String name, String arguments) {
        return completion(
                "{\"role\": \"assistant\", \"content\": null, \"refusal\": null, \"tool_calls\": [%s]}"
                        .formatted(call(name, arguments)),
                "tool_calls");
    }

    private static String call(String name, String arguments) {
        return "{\"id\": \"call_01\", \"type\": \"function\", \"function\": {\"name\": \"%s\", \"arguments\": \"%s\"}}"
                .formatted(name, arguments.replace("\"", "\\\""));
    }

    static String completion(String message, String finishReason) {
        return """
                {"id": "chatcmpl-01", "object": "chat.completion", "created": 1764000000, "model": "gpt",
                 "choices": [{"index": 0, "finish_reason": "%s", "logprobs": null, "message": %s}],
                 "usage": {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}}
                """.formatted(finishReason, message);
    }

    static String streamedText(String... words) {
        StringBuilder events = new StringBuilder(chunk("{\"role\": \"assistant\", \"content\": \"\"}", "null"));
        for (String word : words) {
            events.append(chunk("{\"content\": \"%s\"}".formatted(word), "null"));
        }
        return events.append(chunk("{}", "\"stop\"")).append("data: [DONE]\n\n").toString();
    }

    static String streamedToolCall(String name, String arguments) {
        String call = "{\"index\": 0, " + call(name, arguments).substring(1);
        return chunk("{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [%s]}".formatted(call), "null")
                + chunk("{}", "\"tool_calls\"")
                + "data: [DONE]\n\n";
    }

    static String filteredStream() {
        return chunk("{\"role\": \"assistant\", \"content\": \"\"}", "null")
                + chunk("{}", "\"content_filter\"")
                + "data: [DONE]\n\n";
    }

    private static String chunk(String delta, String finishReason) {
        return ("data: {\"id\": \"chatcmpl-01\", \"object\": \"chat.completion.chunk\", \"created\": 1764000000,"
                        + " \"model\": \"gpt\", \"choices\": [{\"index\": 0, \"delta\": %s, \"finish_reason\": %s}]}\n\n")
                .formatted(delta, finishReason);
    }

    static String vectors(String... vectors) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < vectors.length; i++) {
            data.append((i > 0) ? ", " : "")
                    .append("{\"object\": \"embedding\", \"index\": %d, \"embedding\": %s}".formatted(i, vectors[i]));
        }
        return "{\"object\": \"list\", \"data\": [%s], \"model\": \"e\", \"usage\": {\"prompt_tokens\": 1, \"total_tokens\": 1}}"
                .formatted(data);
    }
}
