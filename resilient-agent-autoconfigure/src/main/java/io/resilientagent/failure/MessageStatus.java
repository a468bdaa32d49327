package io.resilientagent.failure;

import org.jspecify.annotations.Nullable;

/** Finds the HTTP status that a client has written into its message. */
final class MessageStatus {

    private static final String[] LABELS = {
        "status code: ",
        "status code ",
        "response code: ",
        "response code ",
        "http status ",
        "http error ",
        "status=",
        "http "
    };

    private MessageStatus() {}

    /**
     * The status in a message: {@code 429 - ...}, {@code HTTP 429 - ...}, {@code 429: ...}, {@code Status Code: 429}.
     *
     * @param client whether it is the message of a client; others' messages may begin with any number
     */
    static @Nullable Integer of(String message, boolean client) {
        Integer leading = Status.at(message, 0);
        if (leading != null && (client || isSeparator(message))) {
            return leading;
        }
        for (String label : LABELS) {
            int at = Text.indexOf(message, label, 0, client ? message.length() : label.length());
            Integer status = (at >= 0) ? Status.at(message, at + label.length()) : null;
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    /** The word in capitals that Google's clients write first, or after the status: {@code UNAVAILABLE: ...}. */
    static @Nullable String code(String message) {
        int start = (Status.at(message, 0) != null) ? 4 : 0;
        int end = start;
        while (end < message.length() && isCode(message.charAt(end))) {
            end++;
        }
        return (end - start > 4) ? message.substring(start, end) : null;
    }

    private static boolean isCode(char c) {
        return (c >= 'A' && c <= 'Z') || c == '_';
    }

    /** A number before a separator and a document can only be a status. */
    private static boolean isSeparator(String message) {
        int brace = message.indexOf('{');
        return brace >= 4 && brace <= 8;
    }
}
