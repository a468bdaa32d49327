package io.resilientagent.springai;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.Repeat;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Service;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent with tools of {@code README.md}, with the configuration that stands there. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResilientModelsReadmeTests {

    private static final Path README = Path.of("..", "README.md");

    private static final Path THIS =
            Path.of("src/test/java/io/resilientagent/springai/ResilientModelsReadmeTests.java");

    private final TwoProviders providers = new TwoProviders();

    @Service
    static class OrderAgent {

        private final ChatClient chat;

        OrderAgent(ResilientModels models, OrderTools tools) {
            this.chat = ChatClient.builder(models.chat("order-model"))
                    .defaultTools(tools)
                    .build();
        }

        @LlmCall(value = "order-agent", repeat = Repeat.NEVER, timeout = "3m")
        @Fallback(text = "We are busy. Please try again in a minute.")
        AgentResult<String> answer(String question) {
            return AgentResult.success(this.chat.prompt(question).call().content());
        }
    }

    static class OrderTools {

        int calls;

        @Tool(description = "Cancels an order")
        String cancelOrder(String number) {
            this.calls++;
            return "cancelled";
        }
    }

    @AfterEach
    void stop() {
        this.providers.close();
    }

    @Test
    void isTheOneInReadme() throws IOException {
        String readme = block("java")
                .lines()
                .map((line) -> line.replaceFirst("^class", "static class"))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
        String here = Files.readAllLines(THIS).stream().map(String::strip).collect(Collectors.joining("\n"));
        assertThat(here).contains(readme);
    }

    @Test
    void goesOnWithTheNextModelAndRunsTheToolOnce() throws IOException {
        this.providers.anthropic.answers(Anthropic.toolCall("cancelOrder", "{\"number\": \"17\"}"));
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.anthropic.fails(529, Anthropic.OVERLOADED);
        this.providers.openAi.answers(OpenAi.text("Done."));
        AgentResult<String> result = ask();
        assertThat(result.data()).isEqualTo("Done.");
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.note()).startsWith("Using openai/gpt-4o-mini: anthropic/claude-sonnet-4-5: OVERLOADED 529");
    }

    @Test
    void answersWithTheTextWhenBothProvidersAreDown() throws IOException {
        this.providers.anthropic.fails(401, Anthropic.OVERLOADED.replace("overloaded", "authentication"));
        this.providers.openAi.fails(401, OpenAi.OVERLOADED);
        AgentResult<String> result = ask();
        assertThat(result.data()).isEqualTo("We are busy. Please try again in a minute.");
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
    }

    private AgentResult<String> ask() throws IOException {
        AgentResult<String>[] answer = new AgentResult[1];
        this.providers
                .runner()
                .withPropertyValues(
                        "resilient-agent.calls.default.retry.delay=0", "resilient-agent.calls.default.timeout=2m")
                .withPropertyValues(properties())
                .withBean(OrderTools.class)
                .withBean(OrderAgent.class)
                .run((context) -> {
                    answer[0] = context.getBean(OrderAgent.class).answer("Cancel order 17");
                    assertThat(context.getBean(OrderTools.class).calls).isLessThanOrEqualTo(1);
                });
        return answer[0];
    }

    private static String[] properties() throws IOException {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(block("yaml").getBytes(StandardCharsets.UTF_8)));
        Map<?, ?> properties = yaml.getObject();
        return properties.entrySet().stream()
                .map((entry) -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    /** The first block of README in a language. */
    private static String block(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map((block) -> block.group(1).strip())
                .findFirst()
                .orElseThrow();
    }
}
