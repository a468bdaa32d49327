package io.resilientagent.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of unknown origin: what is cut off is read as far as it goes, depth and number of values are bounded.
 */
final class JsonReader implements BodyReader {

    private static final int MAX_DEPTH = 32;

    private static final int MAX_VALUES = 4_096;

    @Override
    public @Nullable Object read(String json) {
        Cursor cursor = new Cursor(json, 0);
        return cursor.startsDocument() ? cursor.document() : null;
    }

    /** A position in a text. */
    static final class Cursor {

        private final String text;

        private int position;

        private int values;

        private boolean broken;

        Cursor(String text, int position) {
            this.text = text;
            this.position = position;
        }

        int position() {
            return this.position;
        }

        boolean startsDocument() {
            int c = peek();
            return c == '{' || c == '[' || c == '"';
        }

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

        private Map<String, @Nullable Object> object(int depth) {
            Map<String, @Nullable Object> object = new HashMap<>(4);
            this.position++;
            while (!this.broken && !take('}') && peek() != -1) {
                if (peek() != '"') {
                    this.broken = true;
                    break;
                }
                String key = key();
                if (!take(':')) {
                    this.broken = peek() != -1;
                    break;
                }
                member(object, key, depth);
                separator('}');
            }
            return object;
        }

        /** What nobody will ask for is only passed over. */
        private void member(Map<String, @Nullable Object> object, @Nullable String key, int depth) {
            if (key == null) {
                skip(depth + 1);
            } else {
                object.put(key, value(depth + 1));
            }
        }

        /** The name of a field if it is known. */
        private @Nullable String key() {
            int start = this.position + 1;
            skipString();
            return Fields.known(this.text, start, Math.min(this.position - 1, this.text.length()));
        }

        private void skip(int depth) {
            int c = peek();
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                skipNested();
            } else {
                value(depth);
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
                    return this.text.substring(start, this.position++);
                }
                if (c == '\\') {
                    return new JsonString(this.text).read(start, this.position, (end) -> this.position = end);
                }
                this.position++;
            }
            return this.text.substring(start);
        }

        private @Nullable Object literal() {
            int start = this.position;
            while (this.position < this.text.length() && isLiteral(this.text.charAt(this.position))) {
                this.position++;
            }
            String word = this.text.substring(start, this.position);
            boolean cut = this.position == this.text.length();
            return switch (word) {
                case "null" -> null;
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
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
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
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
}
