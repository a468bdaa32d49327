package io.resilientagent.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.resilientagent.benchmarks.scale.Findings.Bar;
import io.resilientagent.benchmarks.scale.Findings.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Findings, and where they come from.
 *
 * @param java the version of the JDK
 * @param machine processors and system
 * @param findings the figures
 */
record Published(String java, String machine, Findings findings) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Figures of this machine and JDK. */
    static Published here(Findings findings) {
        String machine = Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch");
        return new Published(System.getProperty("java.version"), machine, findings);
    }

    static Published read(Path file) {
        return JSON.readValue(file.toFile(), Published.class);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** As Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(this.findings.title() + " (JDK " + this.java + ", " + this.machine + "):");
        lines.add("");
        lines.add("| | " + String.join(" | ", this.findings.columns()) + " |");
        lines.add("|---|" + "---|".repeat(this.findings.columns().size()));
        this.findings.rows().stream().map(Published::line).forEach(lines::add);
        if (!this.findings.bars().isEmpty()) {
            lines.add("");
        }
        this.findings.bars().stream().map(Published::line).forEach(lines::add);
        return lines;
    }

    private static String line(Row row) {
        return row.values().stream()
                .map(Published::number)
                .collect(Collectors.joining(" | ", "| " + row.name() + " | ", " |"));
    }

    private static String line(Bar bar) {
        return "- " + bar.text() + ": " + ratio(bar.found()) + ", at most " + ratio(bar.limit()) + ": "
                + (bar.held() ? "held" : "**MISSED**");
    }

    /** Three digits of it say something. */
    private static String number(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return "";
        }
        String format = (Math.abs(value) >= 100) ? "%,.0f" : (Math.abs(value) >= 10) ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, (Math.abs(value) >= 10) ? "%,.0f" : "%.3f", value);
    }
}
