package io.resilientagent.failure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What HTTP statuses mean where nothing better is known. */
record Status(FailureKind kind, Billing billing, boolean decisive) {

    static final Map<Integer, Status> KNOWN = Map.ofEntries(
            refused(400, FailureKind.INVALID_REQUEST),
            refused(401, FailureKind.AUTHENTICATION),
            decisive(402, FailureKind.QUOTA_EXHAUSTED),
            refused(403, FailureKind.PERMISSION_DENIED),
            refused(404, FailureKind.MODEL_NOT_FOUND),
            refused(407, FailureKind.AUTHENTICATION),
            cut(408, FailureKind.TIMEOUT),
            refused(409, FailureKind.SERVER_ERROR),
            refused(410, FailureKind.MODEL_NOT_FOUND),
            decisive(413, FailureKind.CONTEXT_OVERFLOW),
            refused(414, FailureKind.CONTEXT_OVERFLOW),
            refused(423, FailureKind.SERVER_ERROR),
            cut(424, FailureKind.SERVER_ERROR),
            refused(425, FailureKind.SERVER_ERROR),
            refused(429, FailureKind.RATE_LIMITED),
            refused(451, FailureKind.PERMISSION_DENIED),
            refused(498, FailureKind.OVERLOADED),
            cut(499, FailureKind.CANCELLED),
            refused(500, FailureKind.SERVER_ERROR),
            refused(501, FailureKind.INVALID_REQUEST),
            cut(502, FailureKind.SERVER_ERROR),
            refused(503, FailureKind.OVERLOADED),
            cut(504, FailureKind.TIMEOUT),
            refused(505, FailureKind.INVALID_REQUEST),
            refused(507, FailureKind.OVERLOADED),
            refused(511, FailureKind.AUTHENTICATION),
            cut(520, FailureKind.SERVER_ERROR),
            refused(521, FailureKind.SERVER_ERROR),
            refused(522, FailureKind.TIMEOUT),
            refused(523, FailureKind.SERVER_ERROR),
            cut(524, FailureKind.TIMEOUT),
            refused(525, FailureKind.SERVER_ERROR),
            refused(526, FailureKind.SERVER_ERROR),
            refused(529, FailureKind.OVERLOADED),
            cut(598, FailureKind.TIMEOUT),
            cut(599, FailureKind.TIMEOUT));

    private static final Status CLIENT = new Status(FailureKind.INVALID_REQUEST, Billing.NOT_BILLED, false);

    private static final Status SERVER = new Status(FailureKind.SERVER_ERROR, Billing.NOT_BILLED, false);

    /** What a status means; null for those that are no failure. */
    static @Nullable Status of(@Nullable Integer status) {
        if (status == null || status < 300) {
            return null;
        }
        Status known = KNOWN.get(status);
        return (known != null) ? known : (status < 500) ? CLIENT : SERVER;
    }

    /** Three digits that are a status of an error. */
    static @Nullable Integer parse(String text) {
        return (text.length() == 3) ? at(text, 0) : null;
    }

    /** The status of an error that stands at a position of a text. */
    static @Nullable Integer at(String text, int from) {
        if (from + 3 > text.length()
                || (from + 3 < text.length() && Character.isLetterOrDigit(text.charAt(from + 3)))) {
            return null;
        }
        int value = 0;
        for (int i = from; i < from + 3; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            value = value * 10 + digit;
        }
        return (value >= 300 && value < 600) ? Integer.valueOf(value) : null;
    }

    private static Map.Entry<Integer, Status> refused(int status, FailureKind kind) {
        return Map.entry(status, new Status(kind, Billing.NOT_BILLED, false));
    }

    private static Map.Entry<Integer, Status> cut(int status, FailureKind kind) {
        return Map.entry(status, new Status(kind, Billing.POSSIBLY_BILLED, false));
    }

    private static Map.Entry<Integer, Status> decisive(int status, FailureKind kind) {
        return Map.entry(status, new Status(kind, Billing.NOT_BILLED, true));
    }
}
