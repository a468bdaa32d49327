package io.resilientagent.benchmarks.scale;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one part found.
 *
 * @param part its name, also that of its file
 * @param title what the table shows
 * @param columns heads of the columns of figures
 * @param rows the table
 * @param bars what was promised of these figures
 */
public record Findings(String part, String title, List<String> columns, List<Row> rows, List<Bar> bars) {

    /**
     * A line of the table.
     *
     * @param name what it is about
     * @param values a figure for each column; null where there is none
     */
    public record Row(String name, List<@Nullable Double> values) {}

    /**
     * A promise: no more than a limit.
     *
     * @param text what must not be more
     * @param found what it is
     * @param limit what it may be
     */
    public record Bar(String text, double found, double limit) {

        /** Whether the promise is kept. */
        public boolean held() {
            return this.found <= this.limit;
        }
    }
}
