package io.resilientagent.failure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

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

    /** The same names and their hashes, sorted, to find one in the middle of a text without copying it. */
    private static final int[] HASHES =
            BY_NAME.keySet().stream().mapToInt(String::hashCode).sorted().toArray();

    private static final String[] NAMES = BY_NAME.keySet().stream()
            .sorted(Comparator.comparingInt(String::hashCode))
            .toArray(String[]::new);

    private static final int LONGEST = 20;

    /** The name between two positions of a text if it is that of a field; null else. */
    static @Nullable String known(CharSequence text, int start, int end) {
        if (end - start > LONGEST || end <= start) {
            return null;
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int index = Arrays.binarySearch(HASHES, hash);
        return (index >= 0 && isAt(NAMES[index], text, start, end)) ? NAMES[index] : null;
    }

    private static boolean isAt(String name, CharSequence text, int start, int end) {
        boolean same = name.length() == end - start;
        for (int i = 0; i < name.length() && same; i++) {
            same = name.charAt(i) == text.charAt(start + i);
        }
        return same;
    }

    static @Nullable Fields named(String name) {
        return BY_NAME.get(name);
    }
}
