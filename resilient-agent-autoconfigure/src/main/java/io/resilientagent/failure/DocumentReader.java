package io.resilientagent.failure;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** Collects what an error document says into a {@link Report}, whatever its shape. Work is bounded. */
final class DocumentReader {

    private static final int MAX_DEPTH = 8;

    private static final int MAX_FIELDS = 1_000;

    private static final int MAX_DOCUMENTS = 16;

    private static final int MAX_TRIES = 64;

    private final UnaryOperator<@Nullable Object> opener;

    private final Report report;

    private int fields;

    DocumentReader(UnaryOperator<@Nullable Object> opener, Report report) {
        this.opener = opener;
        this.report = report;
    }

    /** A whole body; one that is no JSON is prose, and one of several lines may be several documents. */
    void body(CharSequence body) {
        JsonCursor cursor = new JsonCursor(body, 0);
        Object tree = cursor.startsDocument() && !hasLines(body) ? cursor.document() : null;
        if (tree instanceof String string) {
            prose(string);
        } else if (tree != null) {
            tree(tree);
        } else {
            String text = body.toString().strip();
            if (!documents(text)) {
                prose(text);
            }
        }
    }

    private static boolean hasLines(CharSequence body) {
        for (int i = 1; i < body.length(); i++) {
            if (body.charAt(i) == '{' && body.charAt(i - 1) == '\n') {
                return true;
            }
        }
        return false;
    }

    /** A message that may have documents in it; answers whether it has. */
    boolean documents(String message) {
        String text = Text.bounded(message, Text.LIMIT);
        int found = 0;
        int tries = 0;
        int from = nextStart(text, 0);
        while (from >= 0 && found < MAX_DOCUMENTS && tries++ < MAX_TRIES) {
            JsonCursor cursor = new JsonCursor(text, from);
            Object tree = cursor.document();
            boolean read = (tree instanceof JsonObject object && object.size() > 0) || tree instanceof List<?>;
            if (read && tree != null) {
                found += collect(tree) ? 1 : 0;
            }
            from = nextStart(text, read ? cursor.position() : from + 1);
        }
        return found > 0;
    }

    /** A tree of maps and lists that a client has parsed already. */
    void tree(Object tree) {
        visit(tree, 0);
    }

    /** Prose of a provider. */
    void prose(String text) {
        this.report.text(text);
    }

    private boolean collect(Object tree) {
        int before = this.report.codes.size() + this.report.texts.size();
        visit(tree, 0);
        return this.report.codes.size() + this.report.texts.size() > before || this.report.advice != null;
    }

    private void visit(@Nullable Object opaque, int depth) {
        if (opaque instanceof JsonObject object) {
            visit(object, depth);
            return;
        }
        Object node = (opaque != null && depth <= MAX_DEPTH) ? this.opener.apply(opaque) : null;
        if (node instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (this.fields++ < MAX_FIELDS && entry.getKey() instanceof String name && entry.getValue() != null) {
                    field(name, entry.getValue(), depth);
                }
            }
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size() && this.fields++ < MAX_FIELDS; i++) {
                visit(list.get(i), depth + 1);
            }
        }
    }

    private void visit(JsonObject object, int depth) {
        for (int i = 0; i < object.size() && depth <= MAX_DEPTH && this.fields++ < MAX_FIELDS; i++) {
            Object value = object.value(i);
            if (value != null) {
                field(object.name(i), value, depth);
            }
        }
    }

    private void field(String name, Object opaque, int depth) {
        Fields field = Fields.named(name);
        Object value = (field == null || opaque instanceof JsonObject) ? opaque : this.opener.apply(opaque);
        if (field == null || value == null) {
            return;
        }
        switch (field) {
            case CODE, CODE_OR_STATUS -> code(name, value);
            case TEXT -> text(value, depth);
            case NESTED -> nested(value, depth);
            case CONTAINER -> visit(value, depth + 1);
            case HEADERS -> headers(value);
            case SECONDS -> this.report.advice = new Report.Advice(value, false);
            case MILLIS -> this.report.advice = new Report.Advice(value, true);
        }
    }

    private void headers(Object value) {
        if (value instanceof Map<?, ?> map) {
            this.report.headers = map;
        } else if (value instanceof JsonObject object) {
            this.report.headers = object.toMap();
        }
    }

    private void code(String name, Object value) {
        if (value instanceof String text) {
            codeOrProse(name, text);
        } else if (value instanceof Number number) {
            int code = number.intValue();
            if (code >= 100 && code < 600) {
                this.report.status = code;
            } else if (code != 0) {
                this.report.code(name.equals("status_code") ? Codes.BASE + code : Integer.toString(code), true);
            }
        }
    }

    /** Some providers write sentences, some the status, where others have a code. */
    private void codeOrProse(String name, String text) {
        if (text.indexOf(' ') > 0) {
            this.report.text(text);
            return;
        }
        Integer status = Status.parse(text);
        if (status != null) {
            this.report.status = status;
        } else {
            this.report.code(text, name.endsWith("ode"));
        }
    }

    private void nested(Object value, int depth) {
        if (value instanceof String) {
            text(value, depth);
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof String) {
            text(list.get(0), depth);
        } else {
            visit(value, depth + 1);
        }
    }

    private void text(Object value, int depth) {
        if (value instanceof String text) {
            boolean mayNest = depth < MAX_DEPTH && text.indexOf('{') >= 0;
            this.report.text(text);
            if (mayNest) {
                this.fields += MAX_FIELDS / MAX_DOCUMENTS;
                documents(text);
            }
        }
    }

    private static int nextStart(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                return i;
            }
        }
        return -1;
    }
}
