package io.resilientagent.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.Guards;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.ManualTime;
import io.resilientagent.testing.Problem;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docs/tracking.md} shows is what an application answers, and its list of log lines is whole. */
class TrackingDocTests {

    private static final Path PAGE = Path.of("..", "docs", "tracking.md");

    private static final Pattern SHOWN =
            Pattern.compile("```\\n(curl [^\\n]*)\\n```\\n\\n```json\\n(.*?)\\n```", Pattern.DOTALL);

    private static final Pattern CURL = Pattern.compile(
            "curl -s (?:-X (?<method>\\w+) )?'?localhost:8080(?<path>[^' ]+)'?(?:.* -d '(?<body>[^']*)')?");

    private static final Pattern LOGGED = Pattern.compile("logger\\s*\\.(?:info|warn|error)\\(\\s*\"([^\"]*)");

    @Test
    void showsWhatTheApplicationAnswers() throws Exception {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=agentcircuits,health,info",
                        "management.endpoint.agentcircuits.access=unrestricted",
                        "management.endpoint.health.show-details=always",
                        "management.health.defaults.enabled=false",
                        "management.health.agentcircuits.enabled=true",
                        "resilient-agent.calls.support.chain=anthropic/claude-sonnet-4,openai/gpt-4o-mini",
                        "resilient-agent.calls.support.retry.max-attempts=2",
                        "resilient-agent.calls.support.retry.jitter=0",
                        "resilient-agent.circuits.default.failure-threshold=2")
                .run()) {
            Agent agent = application.getBean(Agent.class);
            agent.answer("hello");
            application
                    .getBean(FakeProvider.class)
                    .failNext(Problem.of(FailureKind.OVERLOADED, 529), Problem.of(FailureKind.OVERLOADED, 529));
            agent.answer("hello");
            String page = Files.readString(PAGE);
            Matcher shown = SHOWN.matcher(page);
            int number = 0;
            while (shown.find()) {
                String answer = curl(application, shown.group(1));
                if (Boolean.getBoolean("resilient-agent.docs.write")) {
                    page = page.replace(shown.group(), shown.group().replace(shown.group(2), answer));
                    Files.writeString(PAGE, page);
                } else {
                    JSONAssert.assertEquals(
                            shown.group(1) + " answers " + answer, shown.group(2), answer, JSONCompareMode.STRICT);
                }
                number++;
            }
            assertThat(number).isGreaterThanOrEqualTo(7);
        }
    }

    private static String curl(ConfigurableApplicationContext application, String command) throws Exception {
        Matcher curl = CURL.matcher(command);
        assertThat(curl.matches()).as(command).isTrue();
        String body = curl.group("body");
        String method = (curl.group("method") != null) ? curl.group("method") : (body != null) ? "POST" : "GET";
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + curl.group("path")))
                .method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .header("Content-Type", "application/json")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void listsEveryLogLineOfInfoAndAbove() throws IOException {
        List<String> words = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter((path) -> path.toString().endsWith(".java")).toList()) {
                Matcher logged = LOGGED.matcher(Files.readString(source));
                while (logged.find()) {
                    words.addAll(List.of(logged.group(1).split("%s")));
                }
            }
        }
        assertThat(words).hasSizeGreaterThan(20);
        assertThat(Files.readString(PAGE))
                .contains(words.stream()
                        .map(String::strip)
                        .filter((word) -> word.length() > 3)
                        .toList());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ManualTime time() {
            return new ManualTime();
        }

        @Bean
        FakeProvider provider() {
            return new FakeProvider();
        }

        @Bean
        Agent agent(FakeProvider provider) {
            return new Agent(provider);
        }

        @Bean
        AgentCircuitsEndpoint agentCircuitsEndpoint(
                CircuitRegistry circuits,
                Guards guards,
                CallCatalog catalog,
                CallStatistics statistics,
                ManualTime time,
                ApplicationEventPublisher publisher) {
            return new AgentCircuitsEndpoint(
                    circuits,
                    guards,
                    catalog,
                    statistics,
                    time,
                    InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
                    publisher);
        }
    }

    static class Agent {

        private final FakeProvider provider;

        Agent(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall("support")
        @Fallback(text = "We are busy.")
        public String answer(String question) {
            return this.provider.ask(question);
        }
    }
}
