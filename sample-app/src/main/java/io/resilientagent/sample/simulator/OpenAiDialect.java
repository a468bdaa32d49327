package io.resilientagent.sample.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** OpenAI's chat completions and embeddings. */
class OpenAiDialect implements Dialect {

    private static final String CHAT = "/v1/chat/completions";

    private static final String EMBEDDINGS = "/v1/embeddings";

    private static final int DIMENSIONS = 8;

    @Override
    public List<String> paths() {
        return List.of(CHAT, EMBEDDINGS);
    }

    @Override
    public Reply answer(String path, ModelRequest request) {
        if (path.equals(EMBEDDINGS)) {
            return vectors(
                    request, "{\"object\": \"embedding\", \"index\": 0, \"embedding\": %s}".formatted(vector(request)));
        }
        return chat(request, CannedAnswers.to(request.text()));
    }

    @Override
    public Reply empty(String path, ModelRequest request) {
        return path.equals(EMBEDDINGS) ? vectors(request, "") : chat(request, "");
    }

    private static Reply chat(ModelRequest request, String text) {
        return request.stream() ? streamed(request, text) : whole(request, text);
    }

    private static Reply whole(ModelRequest request, String text) {
        return Reply.json(200, """
                {"id": "chatcmpl-simulated", "object": "chat.completion", "created": 1764000000, "model": %s,
                 "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
                   "message": {"role": "assistant", "content": %s, "refusal": null}}],
                 "usage": {"prompt_tokens": 24, "completion_tokens": 16, "total_tokens": 40}}
                """.formatted(ModelRequest.quoted(request.model()), ModelRequest.quoted(text)));
    }

    private static Reply streamed(ModelRequest request, String text) {
        List<String> events = new ArrayList<>();
        events.add(chunk(request, "{\"role\": \"assistant\", \"content\": \"\"}", "null"));
        for (String word : CannedAnswers.words(text)) {
            events.add(chunk(request, "{\"content\": %s}".formatted(ModelRequest.quoted(word)), "null"));
        }
        events.add(chunk(request, "{}", "\"stop\""));
        events.add("data: [DONE]\n\n");
        return Reply.events(events);
    }

    private static String chunk(ModelRequest request, String delta, String finishReason) {
        return ("data: {\"id\": \"chatcmpl-simulated\", \"object\": \"chat.completion.chunk\", \"created\": 1764000000,"
                        + " \"model\": %s, \"choices\": [{\"index\": 0, \"delta\": %s, \"finish_reason\": %s}]}\n\n")
                .formatted(ModelRequest.quoted(request.model()), delta, finishReason);
    }

    private static Reply vectors(ModelRequest request, String data) {
        return Reply.json(200, """
                {"object": "list", "data": [%s], "model": %s, "usage": {"prompt_tokens": 8, "total_tokens": 8}}
                """.formatted(data, ModelRequest.quoted(request.model())));
    }

    private static String vector(ModelRequest request) {
        float[] values = new float[DIMENSIONS];
        int seed = request.text().hashCode();
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = ((seed >>> (i * 4)) & 0xF) / 16f;
        }
        return request.base64() ? ModelRequest.quoted(base64(values)) : Arrays.toString(values);
    }

    private static String base64(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    @Override
    public Reply unreadable() {
        return error(400, "We could not parse the JSON body of your request.", "invalid_request_error", "null");
    }

    @Override
    public Reply refusal(Fault fault) {
        return switch (fault.kind()) {
            case RATE_LIMITED -> rateLimited(fault);
            case OVERLOADED ->
                error(
                                503,
                                "The engine is currently overloaded, please try again later",
                                "service_unavailable_error",
                                "\"server_is_overloaded\"")
                        .retryAfter(fault.retryAfter());
            case WRONG_KEY ->
                error(
                        401,
                        "Incorrect API key provided: sk-abcd****wxyz. You can find your API key at"
                                + " https://platform.openai.com/account/api-keys.",
                        "invalid_request_error",
                        "\"invalid_api_key\"");
            case NO_QUOTA ->
                error(
                        429,
                        "You exceeded your current quota, please check your plan and billing details.",
                        "insufficient_quota",
                        "\"insufficient_quota\"");
            case CONTEXT_OVERFLOW ->
                error(
                        400,
                        "This model's maximum context length is 8192 tokens. However, your messages resulted in 10231"
                                + " tokens. Please reduce the length of the messages.",
                        "invalid_request_error",
                        "\"context_length_exceeded\"");
            default ->
                error(
                        500,
                        "The server had an error while processing your request. Sorry about that!",
                        "server_error",
                        "null");
        };
    }

    private static Reply rateLimited(Fault fault) {
        String comeBack = (fault.retryAfter() == null)
                ? ""
                : " Please try again in %ds.".formatted(fault.retryAfter().toSeconds());
        return error(
                        429,
                        "Rate limit reached in organization org-simulated on requests per min (RPM): Limit 3, Used 3,"
                                + " Requested 1." + comeBack,
                        "requests",
                        "\"rate_limit_exceeded\"")
                .retryAfter(fault.retryAfter());
    }

    private static Reply error(int status, String message, String type, String code) {
        return Reply.json(status, """
                {"error": {"message": %s, "type": "%s", "param": null, "code": %s}}
                """.formatted(ModelRequest.quoted(message), type, code));
    }
}
