package io.resilientagent.failure;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.ai.retry.autoconfigure.SpringAiRetryAutoConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** The retries that Spring AI puts around the clients it has written itself, such as that of Ollama. */
class SpringAiRetryTests {

    @Test
    void shouldTryOnce() {
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void shouldTryAsOftenAsTheApplicationSays() {
        assertThat(attempts("--spring.ai.retry.max-attempts=1", "--spring.ai.retry.backoff.initial-interval=1ms"))
                .isEqualTo(2);
    }

    private static int attempts(String... arguments) {
        AtomicInteger attempts = new AtomicInteger();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            RetryTemplate retries = context.getBean(RetryTemplate.class);
            assertThatException()
                    .isThrownBy(() -> retries.execute(() -> {
                        attempts.incrementAndGet();
                        throw new TransientAiException("busy");
                    }));
        }
        return attempts.get();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SpringAiRetryAutoConfiguration.class)
    static class Application {}
}
