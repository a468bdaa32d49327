package io.resilientagent.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.resilientagent.circuit.CircuitDecision;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** Reads {@link News} that anybody may have written: one flat object, and nothing that a circuit cannot decide. */
final class NewsReader {

    /** What is wrong with a message; its text goes into the log, the message does not. */
    enum Problem {
        TOO_LARGE("it has more than 1024 bytes"),
        NO_JSON("it is not a flat JSON object"),
        OTHER_VERSION("its version is not 1"),
        INVALID("a field is missing or has a value that no circuit can have");

        final String text;

        Problem(String text) {
            this.text = text;
        }
    }

    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        final Problem problem;

        UnreadableException(Problem problem) {
            super(problem.text, null, false, false);
            this.problem = problem;
        }
    }

    private static final Pattern FIELD =
            Pattern.compile("\\s*\"([A-Za-z]{1,20})\"\\s*:\\s*(\"[^\"\\\\\\p{Cntrl}]*+\"|-?\\d{1,16}|true|false)\\s*");

    /** What a number in Redis can be without losing its last digits. */
    private static final long MAX_ORDER = 9_000_000_000_000_000L;

    private NewsReader() {}

    /** As much of a message as is needed to read it, or to see that it is too large. */
    static byte[] part(byte[] message) {
        return (message.length > News.MAX_BYTES) ? Arrays.copyOf(message, News.MAX_BYTES + 1) : message;
    }

    static News read(byte[] message) throws UnreadableException {
        return news(fields(message));
    }

    /** News out of the store, as old as they are now. */
    static News stored(byte[] value, long millisLeft) throws UnreadableException {
        Map<String, String> fields = fields(value);
        News news = news(fields);
        try {
            return news.keptFor(Math.max(1, millisLeft), number(fields, "keep"));
        } catch (IllegalArgumentException ex) {
            throw new UnreadableException(Problem.INVALID);
        }
    }

    private static Map<String, String> fields(byte[] message) throws UnreadableException {
        if (message.length > News.MAX_BYTES) {
            throw new UnreadableException(Problem.TOO_LARGE);
        }
        String text = new String(message, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new UnreadableException(Problem.NO_JSON);
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text).region(1, text.length() - 1);
        while (field.lookingAt() && fields.put(field.group(1), field.group(2)) == null) {
            int end = field.end();
            if (end == text.length() - 1) {
                return fields;
            }
            if (text.charAt(end) != ',') {
                break;
            }
            field.region(end + 1, text.length() - 1);
        }
        throw new UnreadableException(Problem.NO_JSON);
    }

    private static News news(Map<String, String> fields) throws UnreadableException {
        if (!String.valueOf(News.VERSION).equals(fields.get("v"))) {
            throw new UnreadableException(Problem.OTHER_VERSION);
        }
        try {
            String reason = fields.get("reason");
            long left = number(fields, "left");
            CircuitDecision decision = new CircuitDecision(
                    CircuitState.valueOf(text(fields.get("state"))),
                    bool(fields.get("operator")),
                    (reason != null) ? FailureKind.valueOf(text(reason)) : null,
                    TimeUnit.MILLISECONDS.toNanos(number(fields, "age")),
                    (left == -1) ? CircuitDecision.NO_END : TimeUnit.MILLISECONDS.toNanos(left));
            return new News(name(fields, "from"), name(fields, "circuit"), decision, order(fields, decision));
        } catch (IllegalArgumentException ex) {
            throw new UnreadableException(Problem.INVALID);
        }
    }

    /** Only of words of operators does it matter which was first. */
    private static long order(Map<String, String> fields, CircuitDecision decision) {
        long order = fields.containsKey("order") ? number(fields, "order") : 0;
        if (order < 0 || order > MAX_ORDER || (decision.operator() && order == 0)) {
            throw new IllegalArgumentException();
        }
        return order;
    }

    private static String name(Map<String, String> fields, String field) {
        String name = text(fields.get(field));
        if (!SharingSettings.isName(name)) {
            throw new IllegalArgumentException();
        }
        return name;
    }

    private static String text(@Nullable String value) {
        if (value == null || !value.startsWith("\"")) {
            throw new IllegalArgumentException();
        }
        return value.substring(1, value.length() - 1);
    }

    private static long number(Map<String, String> fields, String field) {
        return Long.parseLong(String.valueOf(fields.get(field)));
    }

    private static boolean bool(@Nullable String value) {
        boolean result = "true".equals(value);
        if (!result && !"false".equals(value)) {
            throw new IllegalArgumentException();
        }
        return result;
    }
}
