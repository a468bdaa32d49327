package io.resilientagent.failure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A position in a text from where JSON of unknown origin is read: what is cut off is read as far as it goes, depth and
 * number of values are bounded, and only the fields that mean something are kept.
 */
final class JsonCursor {

    private static final int MAX_DEPTH = 32;

    private static final int MAX_VALUES = 4_096;

    private final CharSequence text;

    private int position;

    private int values;

    private boolean broken;

    /** Whether names that are no field's matter too: those of headers. */
    private boolean everyName;

    JsonCursor(CharSequence text, int position) {
        this.text = text;
        this.position = position;
    }

    int position() {
        return this.position;
    }

    /** Whether an object, a list or a text begins here. */
    boolean startsDocument() {
        int c = peek();
        return c == '{' || c == '[' || c == '"';
    }

    /** The document that begins here: a {@link JsonObject}, a list or a text; null if it is none. */
    @Nullable
    Object document() {
        Object value = value(0);
        return this.broken ? null : value;
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH || ++this.values > MAX_VALUES) {
            this.broken = true;
        }
        if (this.broken) {
            return null;
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case -1 -> null;
            default -> literal();
        };
    }

    private JsonObject object(int depth) {
        JsonObject object = new JsonObject();
        this.position++;
        while (!this.broken && !take('}') && peek() != -1) {
            if (peek() != '"') {
                this.broken = true;
                break;
            }
            String name = name();
            if (!take(':')) {
                this.broken = peek() != -1;
                break;
            }
            member(object, name, depth);
            separator('}');
        }
        return object;
    }

    /** What nobody will ask for is only passed over. */
    private void member(JsonObject object, @Nullable String name, int depth) {
        if (name == null) {
            skip();
            return;
        }
        boolean outer = this.everyName;
        this.everyName |= Fields.named(name) == Fields.HEADERS;
        object.add(name, value(depth + 1));
        this.everyName = outer;
    }

    /** The name of a field if it is known. */
    private @Nullable String name() {
        if (this.everyName) {
            return string();
        }
        int start = this.position + 1;
        skipString();
        return Fields.known(this.text, start, Math.min(this.position - 1, this.text.length()));
    }

    private void skip() {
        int c = peek();
        if (c == '"') {
            skipString();
        } else if (c == '{' || c == '[') {
            skipNested();
        } else {
            skipLiteral();
        }
    }

    private void skipNested() {
        int open = 0;
        do {
            int c = peek();
            if (c == '"') {
                skipString();
            } else {
                open += (c == '{' || c == '[') ? 1 : (c == '}' || c == ']') ? -1 : 0;
                this.position++;
            }
        } while (open > 0 && this.position < this.text.length());
    }

    private void skipString() {
        this.position++;
        while (this.position < this.text.length()) {
            char c = this.text.charAt(this.position++);
            if (c == '"') {
                return;
            }
            this.position += (c == '\\') ? 1 : 0;
        }
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>(2);
        this.position++;
        while (!this.broken && !take(']') && peek() != -1) {
            array.add(value(depth + 1));
            separator(']');
        }
        return array;
    }

    private void separator(char end) {
        if (!take(',') && peek() != end && peek() != -1) {
            this.broken = true;
        }
    }

    private String string() {
        int start = ++this.position;
        while (this.position < this.text.length()) {
            char c = this.text.charAt(this.position);
            if (c == '"') {
                return text(start, this.position++);
            }
            if (c == '\\') {
                return new JsonString(this.text).read(start, this.position, (end) -> this.position = end);
            }
            this.position++;
        }
        return text(start, this.text.length());
    }

    private void skipLiteral() {
        while (this.position < this.text.length() && isLiteral(this.text.charAt(this.position))) {
            this.position++;
        }
    }

    private String text(int start, int end) {
        return this.text.subSequence(start, end).toString();
    }

    private @Nullable Object literal() {
        int start = this.position;
        skipLiteral();
        String word = text(start, this.position);
        boolean cut = this.position == this.text.length();
        return switch (word) {
            case "null", "true", "false" -> null;
            default -> number(word, cut);
        };
    }

    private @Nullable Number number(String word, boolean cut) {
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException ex) {
            this.broken = !cut;
            return null;
        }
    }

    private static boolean isLiteral(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '+'
                || c == '.';
    }

    private boolean take(char expected) {
        boolean there = peek() == expected;
        if (there) {
            this.position++;
        }
        return there;
    }

    private int peek() {
        while (this.position < this.text.length() && this.text.charAt(this.position) <= ' ') {
            this.position++;
        }
        return (this.position < this.text.length()) ? this.text.charAt(this.position) : -1;
    }
}
