package io.resilientagent.sample.observability;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus that scrapes an application twice a second. */
final class Prometheus implements AutoCloseable {

    private final Process process;

    private final RestClient client;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.client = RestClient.create("http://127.0.0.1:" + port);
    }

    static Prometheus start(Path program, Path folder, int application) throws IOException {
        int port = freePort();
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms}
                scrape_configs:
                  - job_name: support-agent
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(application));
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Samples that a query answers now; none while the server starts. */
    JsonNode query(String expression) {
        try {
            JsonNode answer = new JsonMapper()
                    .readTree(this.client
                            .get()
                            .uri("/api/v1/query?query={query}", expression)
                            .retrieve()
                            .body(String.class));
            return answer.path("data").path("result");
        } catch (ResourceAccessException ex) {
            return new JsonMapper().createArrayNode();
        }
    }

    /** The one value that a query answers; 0 if there is none yet. */
    double value(String expression) {
        JsonNode sample = query(expression).path(0).path("value").path(1);
        return sample.isMissingNode() ? 0 : Double.parseDouble(sample.asString());
    }

    @Override
    public void close() throws InterruptedException {
        this.process.destroy();
        if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
            this.process.destroyForcibly();
        }
    }
}
