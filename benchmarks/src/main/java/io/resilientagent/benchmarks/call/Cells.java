package io.resilientagent.benchmarks.call;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as tables show them. */
final class Cells {

    private Cells() {}

    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** The line between the heads of a table and its rows: the first column is text, the others are numbers. */
    static String rule(int columns) {
        String[] cells = new String[columns];
        Arrays.fill(cells, "---:");
        cells[0] = "---";
        return row(List.of(cells));
    }

    static String nanos(double nanos) {
        return number((Math.abs(nanos) < 100) ? "%.1f" : "%,.0f", nanos);
    }

    static String bytes(double bytes) {
        return number("%,.0f", bytes);
    }

    static String ratio(double ratio) {
        return number((ratio < 10) ? "%.2f" : "%,.0f", ratio);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
