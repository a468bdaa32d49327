package io.resilientagent.springai;

import java.util.Map;

import io.resilientagent.failure.FailureKind;
import io.resilientagent.springai.ModelServer.Reply;
import org.jspecify.annotations.Nullable;

/** What a provider does with requests, in the words of Anthropic and of OpenAI. */
enum ProviderState {
    UP("up", null, null, null),

    RATE_LIMITED(
            "rate limited",
            FailureKind.RATE_LIMITED,
            anthropic(429, "rate_limit_error", "Number of requests has exceeded your rate limit"),
            openAi(429, "requests", "rate_limit_exceeded", "Rate limit reached")),

    OVERLOADED(
            "overloaded",
            FailureKind.OVERLOADED,
            anthropic(529, "overloaded_error", "Overloaded"),
            openAi(503, "server_error", "server_is_overloaded", "The server is overloaded")),

    HANGING("hanging", FailureKind.TIMEOUT, null, null),

    WRONG_KEY(
            "wrong key",
            FailureKind.AUTHENTICATION,
            anthropic(401, "authentication_error", "invalid x-api-key"),
            openAi(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided")),

    NO_QUOTA(
            "no quota",
            FailureKind.QUOTA_EXHAUSTED,
            anthropic(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API."),
            openAi(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota")),

    MODEL_GONE(
            "model gone",
            FailureKind.MODEL_NOT_FOUND,
            anthropic(404, "not_found_error", "model: claude-premium"),
            openAi(404, "invalid_request_error", "model_not_found", "The model does not exist")),

    FILTERED(
            "content filtered",
            FailureKind.CONTENT_FILTERED,
            new Reply(200, Anthropic.message("{\"type\": \"text\", \"text\": \"I can\"}", "refusal")),
            new Reply(
                    200,
                    OpenAi.completion(
                            "{\"role\": \"assistant\", \"content\": \"\", \"refusal\": null}", "content_filter")));

    private final String label;

    private final @Nullable FailureKind kind;

    private final @Nullable Reply anthropic;

    private final @Nullable Reply openAi;

    ProviderState(String label, @Nullable FailureKind kind, @Nullable Reply anthropic, @Nullable Reply openAi) {
        this.label = label;
        this.kind = kind;
        this.anthropic = anthropic;
        this.openAi = openAi;
    }

    /** The kind of failure that its requests have. */
    @Nullable
    FailureKind kind() {
        return this.kind;
    }

    /** What is sent instead of an answer; null while it is up or hangs. */
    @Nullable
    Reply anthropic() {
        return this.anthropic;
    }

    /** What is sent instead of an answer; null while it is up or hangs. */
    @Nullable
    Reply openAi() {
        return this.openAi;
    }

    @Override
    public String toString() {
        return this.label;
    }

    private static Reply anthropic(int status, String type, String message) {
        return error(
                status,
                "{\"type\": \"error\", \"error\": {\"type\": \"%s\", \"message\": \"%s\"}}".formatted(type, message));
    }

    private static Reply openAi(int status, String type, String code, String message) {
        return error(
                status,
                "{\"error\": {\"message\": \"%s\", \"type\": \"%s\", \"param\": null, \"code\": \"%s\"}}"
                        .formatted(message, type, code));
    }

    private static Reply error(int status, String body) {
        boolean advises = status == 429 && !body.contains("quota");
        return new Reply(status, body, advises ? Map.of("Retry-After", "1") : Map.of());
    }
}
