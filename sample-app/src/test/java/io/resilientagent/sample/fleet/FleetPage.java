package io.resilientagent.sample.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The measured part of {@code docs/fleet.md}. */
final class FleetPage {

    private static final String BEGIN = "<!-- measured: begin -->\n";

    private static final String END = "<!-- measured: end -->\n";

    private final StringBuilder outages = new StringBuilder();

    private final StringBuilder latencies = new StringBuilder();

    void add(List<Integer> perSecond, String sharing, List<Outage> rounds) {
        List<Duration> spreads = rounds.stream().map(Outage::spread).toList();
        List<Long> requests = rounds.stream().map(Outage::requests).toList();
        this.outages.append("| %s | %s | %s | %s | %d | %d |\n"
                .formatted(
                        perSecond.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        sharing,
                        millis(Samples.median(spreads)),
                        millis(Samples.worst(spreads)),
                        Samples.median(requests),
                        Samples.worst(requests)));
    }

    void add(String situation, Latencies measured, Latencies base) {
        this.latencies.append("| %s | %s | %s | %s |\n"
                .formatted(
                        situation,
                        millis(measured.median()),
                        millis(measured.percentile(99)),
                        number(
                                measured.median().toNanos()
                                        / (double) base.median().toNanos(),
                                2)));
    }

    private static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return number(millis, (millis < 20) ? 1 : 0) + " ms";
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Puts what was measured into the page if the property says so. */
    void writeIfAsked(Path page) throws IOException {
        if (Boolean.getBoolean("resilient-agent.docs.write")) {
            String text = Files.readString(page);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(page, text.substring(0, begin) + this + text.substring(text.indexOf(END)));
        }
    }

    @Override
    public String toString() {
        return """
                | questions a second to each instance | circuits | first to last opening, median | worst | \
                requests to the dead provider in %d s, median | worst |
                |---|---|---|---|---|---|
                """.formatted(Outage.LENGTH.toSeconds()) + this.outages + """

                | Redis | median | 99 % | median, compared with a fleet that does not share |
                |---|---|---|---|
                """ + this.latencies;
    }
}
