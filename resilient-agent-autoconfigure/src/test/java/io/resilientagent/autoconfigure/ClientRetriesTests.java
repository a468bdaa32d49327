package io.resilientagent.autoconfigure;

import com.anthropic.client.AnthropicClient;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ClientRetriesTests {

    private static final String WARNING = "Retries of these beans multiply";

    private final ApplicationContextRunner runner = StartUp.runner()
            .withConfiguration(AutoConfigurations.of(ClientRetriesAutoConfiguration.class))
            .withUserConfiguration(RawClients.class);

    @Test
    void shouldNameRawClientsInOneLineWithoutCreatingThem(CapturedOutput output) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(output.toString().lines().filter((line) -> line.contains(WARNING)))
                    .singleElement()
                    .asString()
                    .contains("openAi (com.openai.client.OpenAIClient: maxRetries(0)")
                    .contains("claude (com.anthropic.client.AnthropicClient: maxRetries(0)");
            assertThat(context.getBeanFactory().containsSingleton("claude")).isFalse();
        });
    }

    @Test
    void shouldSayNothingOfClientsThatAreNotThere(CapturedOutput output) {
        StartUp.runner()
                .withConfiguration(AutoConfigurations.of(ClientRetriesAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("com.openai", "com.anthropic"))
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void shouldSayNothingWhereClientsAreToBeLeftAlone(CapturedOutput output) {
        this.runner
                .withPropertyValues("resilient-agent.disable-client-retries=false")
                .run((context) -> assertThat(context).hasNotFailed());
        this.runner
                .withPropertyValues("resilient-agent.enabled=false")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void shouldSetNothingWithoutSpringAi(CapturedOutput output) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run("--spring.main.banner-mode=off")) {
            assertThat(context.getEnvironment().getProperty("spring.ai.openai.max-retries"))
                    .isNull();
        }
        assertThat(output).doesNotContain("Clients of models");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    static class RawClients {

        @Bean
        OpenAIClient openAi() {
            return OpenAIOkHttpClient.builder().apiKey("none").build();
        }

        @Bean
        @Lazy
        AnthropicClient claude() {
            throw new AssertionError("Created early");
        }
    }
}
