package io.resilientagent.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.retry.RetryTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What the starter does about the retries of Spring AI's clients, seen by a server that counts requests. */
@ExtendWith(OutputCaptureExtension.class)
class ClientRetriesTests {

    private static final String INFO = "Clients of models leave retries and timeouts to resilient-agent";

    private static final String WARNING = "The timeout of these calls is longer than that of Spring AI's clients";

    private final AtomicInteger requests = new AtomicInteger();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/", (exchange) -> {
            this.requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        this.server.start();
    }

    @AfterEach
    void stop() {
        this.server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openAiChatModel", "anthropicChatModel"})
    void shouldSendOneRequestForAnAttempt(String model) {
        try (ConfigurableApplicationContext context = run(Application.class)) {
            ask(context, model);
            assertThat(this.requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openAiChatModel", "anthropicChatModel"})
    void shouldLeaveTheClientsAloneIfTold(String model) {
        try (ConfigurableApplicationContext context =
                run(Application.class, "resilient-agent.disable-client-retries=false")) {
            ask(context, model);
            assertThat(this.requests).hasValueGreaterThan(1);
        }
    }

    @Test
    void shouldTurnOffSpringAisOwnRetries() {
        AtomicInteger attempts = new AtomicInteger();
        try (ConfigurableApplicationContext context = run(Application.class)) {
            RetryTemplate retries = context.getBean(RetryTemplate.class);
            assertThatException()
                    .isThrownBy(() -> retries.execute(() -> {
                        attempts.incrementAndGet();
                        throw new TransientAiException("busy");
                    }));
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void shouldLiftTimeoutsAboveEveryLimitAndSayItOnce(CapturedOutput output) {
        try (ConfigurableApplicationContext context = run(Application.class)) {
            assertThat(timeouts(context)).isEqualTo("905s 905s");
        }
        assertThat(output.toString().lines().filter((line) -> line.contains(INFO)))
                .singleElement()
                .asString()
                .contains("spring.ai.openai.max-retries=0", "spring.ai.openai.timeout=905s")
                .contains("spring.ai.anthropic.max-retries=0", "spring.ai.anthropic.timeout=905s")
                .contains("spring.ai.retry.max-attempts=0");
        assertThat(output).doesNotContain(WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resilient-agent.calls.answer.timeout=20m",
                "resilient-agent.calls.default.timeout=1200000",
                "resilient-agent.calls.answer.chain[0].timeout=PT20M"
            })
    void shouldSeeEveryConfiguredTimeout(String property) {
        String[] properties = {property, "resilient-agent.calls.answer.chain[0].target=openai/gpt-4o"};
        try (ConfigurableApplicationContext context = run(Application.class, properties)) {
            assertThat(timeouts(context)).isEqualTo("1205s 1205s");
        }
    }

    @Test
    void shouldWarnOfALongerTimeoutInAnAnnotation(CapturedOutput output) {
        run(PatientApplication.class).close();
        assertThat(output.toString().lines().filter((line) -> line.contains(WARNING)))
                .singleElement()
                .asString()
                .contains("(905s)", ": patient.");
    }

    @Test
    void shouldLetTheApplicationsValuesWin(CapturedOutput output) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(OwnSource.class)
                .web(WebApplicationType.NONE)
                .properties(connection())
                .properties("spring.ai.openai.max-retries=2", "spring.ai.openai.timeout=7s")
                .run("--spring.ai.anthropic.maxRetries=1")) {
            Environment environment = context.getEnvironment();
            assertThat(environment.getProperty("spring.ai.openai.max-retries")).isEqualTo("2");
            assertThat(environment.getProperty("spring.ai.anthropic.max-retries"))
                    .isNotEqualTo("0");
            assertThat(timeouts(context)).isEqualTo("7s 9s");
        }
        assertThat(output.toString().lines().filter((line) -> line.contains(INFO)))
                .singleElement()
                .asString()
                .doesNotContain("max-retries=", "openai.timeout");
    }

    @Test
    void shouldSetNothingIfTurnedOff(CapturedOutput output) {
        try (ConfigurableApplicationContext context = run(Application.class, "resilient-agent.enabled=false")) {
            assertThat(timeouts(context)).isEqualTo("null null");
        }
        assertThat(output).doesNotContain(INFO);
    }

    @Test
    void shouldSetOnlyWhatIsThere() {
        FilteredClassLoader withoutAnthropic =
                new FilteredClassLoader("org.springframework.ai.model.anthropic.autoconfigure");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .resourceLoader(new DefaultResourceLoader(withoutAnthropic))
                .properties(connection())
                .run()) {
            assertThat(timeouts(context)).isEqualTo("905s null");
        }
    }

    private ConfigurableApplicationContext run(Class<?> application, String... properties) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(connection())
                .properties(properties)
                .run();
    }

    /** Without the sample's own configuration. */
    private Map<String, Object> connection() {
        String url = "http://127.0.0.1:" + this.server.getAddress().getPort();
        return Map.of(
                "spring.config.name", "none",
                "spring.main.banner-mode", "off",
                "resilient-agent.unused-names", "warn",
                "spring.ai.openai.base-url", url + "/v1",
                "spring.ai.openai.api-key", "none",
                "spring.ai.anthropic.base-url", url,
                "spring.ai.anthropic.api-key", "none");
    }

    private static void ask(ConfigurableApplicationContext context, String model) {
        ChatModel chat = context.getBean(model, ChatModel.class);
        assertThatException().isThrownBy(() -> chat.call("Hello"));
    }

    private static String timeouts(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        return environment.getProperty("spring.ai.openai.timeout") + " "
                + environment.getProperty("spring.ai.anthropic.timeout");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:own-timeout.properties")
    static class OwnSource {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class PatientApplication {

        @Bean
        Patient patient() {
            return new Patient();
        }
    }

    static class Patient {

        @LlmCall(value = "patient", timeout = "1h")
        public String answer() {
            return "";
        }
    }
}
