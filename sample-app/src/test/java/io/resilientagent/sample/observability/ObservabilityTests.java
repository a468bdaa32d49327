package io.resilientagent.sample.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.sample.ManualTime;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Dashboard and alert rules name what is there, and say something. */
@SampleTest
class ObservabilityTests {

    private static final Path DOCS = Path.of("..", "docs");

    private static final Path FOLDER = DOCS.resolve("observability");

    private static final Path ALERTS = FOLDER.resolve("alerts.yml");

    private static final Path DASHBOARD = FOLDER.resolve("dashboard.json");

    private static final Pattern METRIC = Pattern.compile("\\bresilient_agent_[a-z_]+");

    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private ManualTime time;

    @LocalServerPort
    private int port;

    @AfterEach
    void heal() {
        this.client.delete().uri("/simulator/anthropic").exchange();
        this.circuits.resetAll();
        this.time.pass(ManualTime.RETRY_BUDGETS_FULL);
    }

    @Test
    void namesMetricsThatExist() throws IOException {
        breakAndAsk();
        String scrape = scrape();
        Set<String> named = new TreeSet<>(found(METRIC, Files.readString(ALERTS)));
        named.addAll(found(METRIC, Files.readString(DASHBOARD)));
        assertThat(named)
                .isNotEmpty()
                .allSatisfy((name) -> assertThat(scrape).containsPattern("(?m)^" + name + "[{ ]"));
    }

    @Test
    void hasRulesThatFireWhenTheyShould() throws IOException, InterruptedException {
        Path promtool = Tools.needed("promtool");
        Tools.run(FOLDER, promtool, "check", "rules", "alerts.yml");
        Tools.run(FOLDER, promtool, "test", "rules", "alerts.test.yml");
    }

    @Test
    void testsEachRule() throws IOException {
        String tests = Files.readString(FOLDER.resolve("alerts.test.yml"));
        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy((alert) -> assertThat(tests).containsPattern("alertname: " + alert + "\\s+exp_alerts"));
    }

    @Test
    void explainsEachAlertInTheRunbook() throws IOException {
        String runbook = Files.readString(DOCS.resolve("runbook.md"));
        String rules = Files.readString(ALERTS);
        assertThat(alerts()).allSatisfy((alert) -> {
            assertThat(runbook).contains("\n## " + alert + "\n");
            assertThat(rules).contains("runbook: docs/runbook.md#" + alert.toLowerCase());
        });
    }

    @Test
    void answersEachPanel(@TempDir Path folder) throws IOException, InterruptedException {
        try (Prometheus prometheus = Prometheus.start(Tools.needed("prometheus"), folder, this.port)) {
            await().atMost(PATIENCE).until(() -> prometheus.value("up") == 1);
            breakAndAsk();
            String scrapedAfter = "count_over_time(resilient_agent_attempts_total{kind=\"malformed-response\"}[1m])";
            await().atMost(PATIENCE).until(() -> prometheus.value(scrapedAfter) > 2);

            List<Panel> panels = Panel.of(DASHBOARD);
            PanelsPage page = new PanelsPage(panels, prometheus);
            page.writeIfAsked(FOLDER.resolve("README.md"));

            assertThat(panels)
                    .isNotEmpty()
                    .allSatisfy((panel) -> assertThat(prometheus.query(panel.asked()))
                            .as(panel.title())
                            .isNotEmpty());
        }
    }

    @Test
    void tellsOfEachPanel() throws IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));
        assertThat(Panel.of(DASHBOARD))
                .allSatisfy((panel) -> assertThat(page).contains(panel.title()).contains(panel.asked()));
    }

    /** Leaves failures of several kinds, a retry that helped, and an open circuit. */
    private void breakAndAsk() {
        fail("{\"fault\": \"malformed\", \"times\": 1}");
        ask();
        fail("{\"fault\": \"overloaded\"}");
        ask();
        ask();
        ask();
    }

    private void fail(String order) {
        this.client
                .post()
                .uri("/simulator/anthropic")
                .contentType(MediaType.APPLICATION_JSON)
                .body(order)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void ask() {
        this.client
                .post()
                .uri("/ask")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"question\": \"Where is my parcel?\"}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String scrape() {
        String scrape = this.client
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return (scrape != null) ? scrape : "";
    }

    private static Set<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(ALERTS))
                .results()
                .map((match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
