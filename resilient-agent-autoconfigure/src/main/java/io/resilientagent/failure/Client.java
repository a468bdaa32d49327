package io.resilientagent.failure;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads status, headers, body and codes from the exceptions of any client by the names of their accessors. The classes
 * need not be there, what an accessor answers may have any shape, and an accessor that throws has no answer.
 */
final class Client {

    /** Accessors that can only mean HTTP. */
    private static final String[] STATUS = {
        "statusCode",
        "getStatusCode",
        "getRawStatusCode",
        "httpStatusCode",
        "getHttpStatusCode",
        "httpStatus",
        "getHttpStatus",
        "responseCode",
        "getResponseCode"
    };

    /** Accessors that mean HTTP on the classes of a client. */
    private static final String[] CLIENT_STATUS = {"status", "getStatus", "code", "getCode"};

    private static final String[] STATUS_VALUE = {
        "value", "code", "getCode", "statusCode", "getStatusCode", "getTransportCode"
    };

    private static final String[] RESPONSE = {
        "awsErrorDetails", "sdkHttpResponse", "getResponse", "response", "getHttpResponse", "httpResponse"
    };

    private static final String[] HEADERS = {"headers", "getResponseHeaders", "getHeaders", "responseHeaders"};

    private static final String[] BODY = {
        "getResponseBodyAsByteArray", "responseBody", "getResponseBody", "getResponseBodyAsString", "body", "getBody",
        "rawResponse", "contentUTF8", "getContent", "getValue", "getResponseContent", "bodyAsString"
    };

    private static final String[] NODE = {
        "asByteArrayUnsafe", "asUtf8String", "asObject", "asArray", "asString", "asNumber"
    };

    private static final String[] CODE = {"errorCode", "getErrorCode", "status", "getStatus", "code", "type"};

    private static final String[] CODE_VALUE = {"getCode", "name"};

    private static final String[] HEADER = {
        "getFirst",
        "firstValue",
        "firstMatchingHeader",
        "values",
        "getHeaderValue",
        "getHeaderString",
        "getFirstHeaderStringValue",
        "header",
        "getHeader",
        "get"
    };

    private static final String[][] GETTERS = {
        STATUS, CLIENT_STATUS, STATUS_VALUE, RESPONSE, HEADERS, BODY, NODE, CODE, CODE_VALUE
    };

    private final Members members = new Members(names(GETTERS), Set.of(HEADER));

    private static Set<String> names(String[][] groups) {
        Set<String> names = new HashSet<>();
        for (String[] group : groups) {
            names.addAll(Set.of(group));
        }
        return names;
    }

    @Nullable
    Integer status(Throwable throwable, boolean known) {
        Integer status = status(throwable, STATUS);
        if (status == null && known) {
            status = status(throwable, CLIENT_STATUS);
        }
        Object response = (status == null) ? response(throwable) : null;
        if (response != null) {
            status = status(response, STATUS);
            status = (status != null) ? status : status(response, CLIENT_STATUS);
        }
        return status;
    }

    private @Nullable Integer status(Object target, String[] accessors) {
        for (String accessor : accessors) {
            Integer status = number(this.members.get(target, accessor));
            if (status != null) {
                return status;
            }
        }
        return null;
    }

    private @Nullable Integer number(@Nullable Object value) {
        Object plain = value;
        if (plain != null && !(plain instanceof Number) && !(plain instanceof String)) {
            plain = this.members.first(plain, STATUS_VALUE);
        }
        if (plain instanceof String text) {
            return Status.parse(text);
        }
        Integer status = (plain instanceof Integer number) ? number : null;
        if (status == null && plain instanceof Number number) {
            status = number.intValue();
        }
        return (status != null && status >= 100 && status < 600) ? status : null;
    }

    private @Nullable Object response(Object target) {
        return this.members.first(target, RESPONSE);
    }

    /** The headers, as something that {@link #header} can look into. */
    @Nullable
    Object headers(Throwable throwable) {
        Object headers = this.members.first(throwable, HEADERS);
        Object holder = throwable;
        for (int i = 0; i < 2 && headers == null; i++) {
            holder = response(holder);
            if (holder == null) {
                return null;
            }
            headers = this.members.first(holder, HEADERS);
        }
        boolean readable = headers instanceof Map<?, ?> || (headers != null && this.members.hasLookup(headers));
        return readable ? headers : (holder != throwable && this.members.hasLookup(holder)) ? holder : null;
    }

    @Nullable
    String header(Object headers, String name) {
        return text(
                (headers instanceof Map<?, ?> map)
                        ? ignoringCase(map, name)
                        : this.members.lookup(headers, HEADER, name));
    }

    private static @Nullable Object ignoringCase(Map<?, ?> map, String name) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String key && key.equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static @Nullable String text(@Nullable Object value) {
        Object plain = value;
        if (plain instanceof Collection<?> values) {
            plain = values.isEmpty() ? null : values.iterator().next();
        }
        return (plain instanceof String || plain instanceof Number) ? plain.toString() : null;
    }

    /** The body: a bounded text, or a tree of maps and lists. */
    @Nullable
    Object body(Throwable throwable) {
        Object body = readable(this.members.first(throwable, BODY));
        if (body == null) {
            Object response = response(throwable);
            body = (response != null) ? readable(this.members.first(response, BODY)) : null;
        }
        return body;
    }

    private @Nullable Object readable(@Nullable Object value) {
        Object plain = (value != null) ? plain(value) : null;
        if (plain instanceof byte[] bytes) {
            return AsciiText.of(bytes);
        }
        return (plain instanceof String text) ? Text.bounded(text, Text.LIMIT) : plain;
    }

    /** A node of a client's own JSON tree as one of the JDK's types; null where it is none. */
    @Nullable
    Object plain(Object node) {
        boolean isPlain = node instanceof String
                || node instanceof Number
                || node instanceof Boolean
                || node instanceof Map<?, ?>
                || node instanceof List<?>
                || node instanceof byte[];
        return isPlain ? node : this.members.first(node, NODE);
    }

    /** A code that the client itself read out of the answer. */
    @Nullable
    String code(Throwable throwable) {
        String code = code(this.members.first(throwable, CODE));
        Object response = (code == null) ? response(throwable) : null;
        return (response != null) ? code(this.members.first(response, CODE)) : code;
    }

    private @Nullable String code(@Nullable Object value) {
        Object plain = value;
        for (int i = 0; i < 2 && plain != null && !(plain instanceof String); i++) {
            plain = (plain instanceof Enum<?> constant) ? constant.name() : this.members.first(plain, CODE_VALUE);
        }
        return (plain instanceof String text && Status.parse(text) == null) ? text : null;
    }
}
