package io.resilientagent.sample.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Writes what a real Prometheus answered to the queries of the dashboard, as a page for people. */
final class PanelsPage {

    private static final int MOST_SAMPLES = 4;

    private static final String HEAD = """
            # Dashboard and alerts

            - `dashboard.json`: a dashboard for Grafana. Import it and choose the Prometheus data source.
            - `alerts.yml`: alert rules for Prometheus, one per symptom; [the runbook](../runbook.md) says what to do about \
            each. `promtool test rules alerts.test.yml` shows when each of them fires.

            `ObservabilityTests` of the sample app checks both: every metric that they name is there in a scrape of the \
            sample, the rules pass `promtool`, and a real Prometheus answers each panel's query. Where Prometheus is not \
            installed, the tests that need it are skipped and say so.

            ## What the panels ask, and what they were answered

            From a real Prometheus that scraped the sample app during an outage of its first provider. \
            `./mvnw test -pl sample-app -am -Dtest=ObservabilityTests -Dsurefire.failIfNoSpecifiedTests=false \
            -Dresilient-agent.docs.write=true` writes this page anew.
            """;

    private final List<Panel> panels;

    private final Prometheus prometheus;

    PanelsPage(List<Panel> panels, Prometheus prometheus) {
        this.panels = panels;
        this.prometheus = prometheus;
    }

    void writeIfAsked(Path page) throws IOException {
        if (Boolean.getBoolean("resilient-agent.docs.write")) {
            Files.writeString(page, text());
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(HEAD);
        String row = "";
        for (Panel panel : this.panels) {
            if (!panel.row().equals(row)) {
                row = panel.row();
                text.append("\n### ").append(row).append("\n");
            }
            text.append("\n**").append(panel.title()).append("**\n```\n");
            text.append(panel.asked()).append("\n");
            append(text, this.prometheus.query(panel.asked()));
            text.append("```\n");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode samples) {
        for (int i = 0; i < Math.min(samples.size(), MOST_SAMPLES); i++) {
            JsonNode sample = samples.path(i);
            double value = Double.parseDouble(sample.path("value").path(1).asString());
            text.append("=> ").append(labels(sample.path("metric")));
            text.append(" %.3f\n".formatted(value));
        }
        if (samples.size() > MOST_SAMPLES) {
            text.append("=> and ").append(samples.size() - MOST_SAMPLES).append(" more\n");
        }
    }

    private static String labels(JsonNode metric) {
        StringBuilder labels = new StringBuilder("{");
        metric.properties()
                .forEach((label) -> labels.append(labels.length() > 1 ? ", " : "")
                        .append(label.getKey())
                        .append("=\"")
                        .append(label.getValue().asString())
                        .append('"'));
        return labels.append('}').toString();
    }
}
