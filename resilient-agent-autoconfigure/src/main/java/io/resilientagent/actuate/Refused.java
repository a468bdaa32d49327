package io.resilientagent.actuate;

/** Makes the exceptions that say what is wrong with a request. */
final class Refused {

    private static final int MAX_SHOWN = 64;

    private Refused() {}

    static IllegalArgumentException value(String name, String value, String rule) {
        return new IllegalArgumentException("Invalid %s (%s): %s".formatted(name, shown(value), rule));
    }

    /** What somebody sent, cut and without control characters. */
    static String shown(String text) {
        String cut = (text.length() > MAX_SHOWN) ? text.substring(0, MAX_SHOWN) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "_");
    }
}
