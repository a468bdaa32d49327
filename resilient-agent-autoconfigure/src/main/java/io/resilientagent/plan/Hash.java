package io.resilientagent.plan;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 that is being written. */
final class Hash {

    private final MessageDigest digest;

    Hash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256", ex);
        }
    }

    byte[] end() {
        return this.digest.digest();
    }

    void bytes(byte[] bytes) {
        this.digest.update(bytes);
    }

    /** Says what comes, and how much of it. */
    void tag(char tag, int length) {
        this.digest.update((byte) tag);
        this.digest.update(
                new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
    }

    /** Each char as it is: an encoding would write all broken surrogates alike. */
    void chars(String text) {
        tag('t', text.length());
        byte[] buffer = new byte[Math.min(8_192, text.length() * 2)];
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer[filled++] = (byte) (text.charAt(i) >>> 8);
            buffer[filled++] = (byte) text.charAt(i);
            if (filled == buffer.length) {
                this.digest.update(buffer, 0, filled);
                filled = 0;
            }
        }
        this.digest.update(buffer, 0, filled);
    }
}
