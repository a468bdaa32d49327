package io.resilientagent.failure;

import java.util.function.IntConsumer;

/** The rest of a JSON string once an escape was met. */
record JsonString(CharSequence text) {

    String read(int start, int escape, IntConsumer end) {
        StringBuilder result = new StringBuilder(escape - start + 64).append(this.text, start, escape);
        int i = escape;
        while (i < this.text.length() && this.text.charAt(i) != '"') {
            char c = this.text.charAt(i++);
            if (c == '\\' && i < this.text.length()) {
                char escaped = this.text.charAt(i++);
                if (escaped == 'u') {
                    result.append(unicode(i));
                    i = Math.min(i + 4, this.text.length());
                } else {
                    result.append(plain(escaped));
                }
            } else {
                result.append(c);
            }
        }
        end.accept(Math.min(i + 1, this.text.length()));
        return result.toString();
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            default -> escaped;
        };
    }

    private char unicode(int at) {
        if (at + 4 > this.text.length()) {
            return '?';
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(this.text.charAt(i), 16);
            if (digit < 0) {
                return '?';
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }
}
