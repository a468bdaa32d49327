package io.resilientagent.benchmarks.scale.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.resilientagent.actuate.AgentCircuitsDescriptor;
import io.resilientagent.actuate.AgentCircuitsEndpoint;
import io.resilientagent.benchmarks.scale.Applications;
import io.resilientagent.benchmarks.scale.Findings;
import io.resilientagent.benchmarks.scale.Findings.Row;
import io.resilientagent.benchmarks.scale.Jvm;
import io.resilientagent.benchmarks.scale.Part;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.Options;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What the endpoint takes to show circuits as JSON: a page, some by name, all of them page by page. */
public final class EndpointTime implements Part {

    private static final int[] SIZES = {10, 1_000, 10_000};

    private static final int REPETITIONS = 60;

    private static final String LARGEST_PAGE = "1000";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Measures, in a JVM of its own. */
    public static void main(String[] arguments) {
        for (int size : SIZES) {
            try (ConfigurableApplicationContext context = Applications.start(
                    Map.of("resilient-agent.max-circuits", size, "management.endpoints.web.exposure.include", "*"),
                    Tenants.class)) {
                Tenants agent = context.getBean(Tenants.class);
                for (int i = 0; i < size; i++) {
                    agent.answer(String.valueOf(100_000 + i));
                }
                AgentCircuitsEndpoint endpoint = context.getBean(AgentCircuitsEndpoint.class);
                print(size + " page", () -> page(endpoint, null, null, null));
                print(size + " name", () -> page(endpoint, "tenant-*9", null, null));
                print(size + " all", () -> all(endpoint));
            }
        }
    }

    private static List<AgentCircuitsDescriptor> page(
            AgentCircuitsEndpoint endpoint, @Nullable String name, @Nullable String after, @Nullable String limit) {
        return List.of(endpoint.all(name, after, limit));
    }

    private static List<AgentCircuitsDescriptor> all(AgentCircuitsEndpoint endpoint) {
        List<AgentCircuitsDescriptor> pages = new ArrayList<>();
        String next = null;
        do {
            AgentCircuitsDescriptor page = endpoint.all(null, next, LARGEST_PAGE);
            pages.add(page);
            next = page.next();
        } while (next != null);
        return pages;
    }

    private static void print(String name, Supplier<List<AgentCircuitsDescriptor>> request) {
        long[] nanos = new long[REPETITIONS];
        int bytes = 0;
        for (int i = 0; i < 2 * REPETITIONS; i++) {
            long start = System.nanoTime();
            bytes = request.get().stream()
                    .mapToInt((page) -> JSON.writeValueAsBytes(page).length)
                    .sum();
            nanos[i % REPETITIONS] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        Jvm.print(name + " ms", nanos[REPETITIONS / 2] / 1e6);
        Jvm.print(name + " bytes", bytes);
    }

    @Override
    public String name() {
        return "endpoint";
    }

    @Override
    public Findings measure(Options options) throws IOException, InterruptedException {
        Map<String, Double> figures = Jvm.run(EndpointTime.class);
        List<Row> rows = new ArrayList<>();
        for (int size : SIZES) {
            rows.add(row(size, "page", "first 100", figures));
            rows.add(row(size, "name", "first 100 of ?name=tenant-*9", figures));
            rows.add(row(size, "all", "all, 1,000 a page", figures));
        }
        return new Findings(
                name(), "Reading the endpoint agentcircuits, JSON included", List.of("ms", "KiB"), rows, List.of());
    }

    private static Row row(int size, String request, String title, Map<String, Double> figures) {
        String name = size + " " + request;
        return new Row(
                size + " circuits: " + title, List.of(figures.get(name + " ms"), figures.get(name + " bytes") / 1_024));
    }
}
