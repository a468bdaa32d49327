package io.resilientagent.failure;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Adds up numbers with units from the beginning of a text. */
final class DurationScan {

    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("ms", 0.001),
            Map.entry("millisecond", 0.001),
            Map.entry("s", 1d),
            Map.entry("sec", 1d),
            Map.entry("second", 1d),
            Map.entry("m", 60d),
            Map.entry("min", 60d),
            Map.entry("minute", 60d),
            Map.entry("h", 3_600d),
            Map.entry("hr", 3_600d),
            Map.entry("hour", 3_600d),
            Map.entry("d", 86_400d),
            Map.entry("day", 86_400d));

    private final String text;

    private int position;

    private boolean found;

    DurationScan(String text) {
        this.text = text;
    }

    boolean found() {
        return this.found;
    }

    double seconds() {
        double total = 0;
        while (true) {
            double number = number();
            Double unit = (number >= 0) ? unit() : null;
            if (unit == null) {
                return total;
            }
            this.found = true;
            total += number * unit;
        }
    }

    private double number() {
        skipSpaces();
        int start = this.position;
        while (this.position < this.text.length() && isNumber(this.position)) {
            this.position++;
        }
        try {
            return (this.position > start && this.position - start < 16)
                    ? Double.parseDouble(this.text.substring(start, this.position))
                    : -1;
        } catch (NumberFormatException ex) {
            return -1;
        }
    }

    /** A full stop ends the sentence, not the number. */
    private boolean isNumber(int at) {
        char c = this.text.charAt(at);
        return isDigit(c) || (c == '.' && at + 1 < this.text.length() && isDigit(this.text.charAt(at + 1)));
    }

    private @Nullable Double unit() {
        skipSpaces();
        int start = this.position;
        while (this.position < this.text.length() && Character.isLetter(this.text.charAt(this.position))) {
            this.position++;
        }
        String word =
                this.text.substring(start, Math.min(this.position, start + 12)).toLowerCase(Locale.ROOT);
        Double unit = UNITS.get(word);
        return (unit != null || !word.endsWith("s")) ? unit : UNITS.get(word.substring(0, word.length() - 1));
    }

    private void skipSpaces() {
        while (this.position < this.text.length() && this.text.charAt(this.position) == ' ') {
            this.position++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
