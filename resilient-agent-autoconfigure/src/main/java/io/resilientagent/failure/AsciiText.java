package io.resilientagent.failure;

import java.nio.charset.StandardCharsets;

/** The bytes of a body, read as the text that they are without copying all of them. */
record AsciiText(byte[] bytes, int length) implements CharSequence {

    /** A body as text, at most as much as is ever read. */
    static CharSequence of(byte[] bytes) {
        int length = Math.min(bytes.length, Text.LIMIT);
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, 0, length, StandardCharsets.UTF_8);
            }
        }
        return new AsciiText(bytes, length);
    }

    @Override
    public char charAt(int index) {
        return (char) this.bytes[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(this.bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(this.bytes, 0, this.length, StandardCharsets.ISO_8859_1);
    }
}
