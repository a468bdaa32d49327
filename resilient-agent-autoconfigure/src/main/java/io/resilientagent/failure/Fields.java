package io.resilientagent.failure;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The fields of error documents, of every provider, and what they are. */
enum Fields {
    /** A word for a machine. */
    CODE,
    /** A word for a machine in a field that may as well be the status. */
    CODE_OR_STATUS,
    /** Prose, perhaps with another document inside. */
    TEXT,
    /** A document, a list of documents, or prose. */
    NESTED,
    /** A document only. */
    CONTAINER,
    HEADERS,
    SECONDS,
    MILLIS;

    private static final Map<String, Fields> BY_NAME = Map.ofEntries(
            Map.entry("code", CODE_OR_STATUS),
            Map.entry("type", CODE),
            Map.entry("status", CODE_OR_STATUS),
            Map.entry("status_code", CODE_OR_STATUS),
            Map.entry("statusCode", CODE_OR_STATUS),
            Map.entry("internal_code", CODE),
            Map.entry("error_type", CODE),
            Map.entry("errorType", CODE),
            Map.entry("error_code", CODE_OR_STATUS),
            Map.entry("errorCode", CODE_OR_STATUS),
            Map.entry("errorcode", CODE),
            Map.entry("err_code", CODE_OR_STATUS),
            Map.entry("__type", CODE),
            Map.entry("reason", CODE),
            Map.entry("quotaId", CODE),
            Map.entry("blockReason", CODE),
            Map.entry("finishReason", CODE),
            Map.entry("finish_reason", CODE),
            Map.entry("stopReason", CODE),
            Map.entry("message", TEXT),
            Map.entry("Message", TEXT),
            Map.entry("msg", TEXT),
            Map.entry("error_msg", TEXT),
            Map.entry("errorMessage", TEXT),
            Map.entry("error_message", TEXT),
            Map.entry("error_description", TEXT),
            Map.entry("status_msg", TEXT),
            Map.entry("faultstring", TEXT),
            Map.entry("finishMessage", TEXT),
            Map.entry("title", TEXT),
            Map.entry("raw", TEXT),
            Map.entry("error", NESTED),
            Map.entry("errors", NESTED),
            Map.entry("detail", NESTED),
            Map.entry("details", NESTED),
            Map.entry("innererror", CONTAINER),
            Map.entry("inner_error", CONTAINER),
            Map.entry("metadata", CONTAINER),
            Map.entry("violations", CONTAINER),
            Map.entry("response", CONTAINER),
            Map.entry("incomplete_details", CONTAINER),
            Map.entry("base_resp", CONTAINER),
            Map.entry("fault", CONTAINER),
            Map.entry("promptFeedback", CONTAINER),
            Map.entry("candidates", CONTAINER),
            Map.entry("choices", CONTAINER),
            Map.entry("headers", HEADERS),
            Map.entry("retryDelay", SECONDS),
            Map.entry("estimated_time", SECONDS),
            Map.entry("retry_after", SECONDS),
            Map.entry("retryAfter", SECONDS),
            Map.entry("retry_after_seconds", SECONDS),
            Map.entry("retryAfterSeconds", SECONDS),
            Map.entry("retry_after_ms", MILLIS),
            Map.entry("retryAfterMs", MILLIS));

    /** The same names by hash, to find one in the middle of a text without copying it. */
    private static final Map<Integer, String> BY_HASH =
            BY_NAME.keySet().stream().collect(Collectors.toUnmodifiableMap(String::hashCode, Function.identity()));

    private static final int LONGEST = 20;

    /** The name between two positions of a text if it is that of a field; null else. */
    static @Nullable String known(String text, int start, int end) {
        if (end - start > LONGEST || end <= start) {
            return null;
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        String name = BY_HASH.get(hash);
        boolean same = name != null && name.length() == end - start && text.startsWith(name, start);
        return same ? name : null;
    }

    static @Nullable Fields named(String name) {
        return BY_NAME.get(name);
    }
}
