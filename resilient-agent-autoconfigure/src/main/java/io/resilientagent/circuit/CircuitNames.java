package io.resilientagent.circuit;

/** Makes names of circuits out of values that come with calls. */
final class CircuitNames {

    private static final int MAX_LENGTH = 128;

    private CircuitNames() {}

    /** Cut to 128 characters, all but {@code [A-Za-z0-9._:/@-]} replaced by an underscore. */
    static String sanitise(String name) {
        int length = Math.min(name.length(), MAX_LENGTH);
        for (int i = 0; i < length; i++) {
            if (!isAllowed(name.charAt(i))) {
                return replaceFrom(name, i, length);
            }
        }
        return (length == name.length()) ? name : name.substring(0, length);
    }

    private static String replaceFrom(String name, int start, int length) {
        StringBuilder result = new StringBuilder(name.substring(0, length));
        for (int i = start; i < length; i++) {
            if (!isAllowed(name.charAt(i))) {
                result.setCharAt(i, '_');
            }
        }
        return result.toString();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._:/@-".indexOf(c) >= 0;
    }
}
