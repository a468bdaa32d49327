package io.resilientagent.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.resilientagent.AgentResult;
import io.resilientagent.AgentResult.Status;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Service;

import static org.assertj.core.api.Assertions.assertThat;

/** The smallest guarded method of {@code README.md}, with the configuration that stands there. */
class ReadmeExampleTests {

    private static final Path README = Path.of("..", "README.md");

    private static final Path THIS = Path.of("src/test/java/io/resilientagent/sample/ReadmeExampleTests.java");

    private static final ChatModel WELL =
            (prompt) -> new ChatResponse(List.of(new Generation(new AssistantMessage("Tomorrow."))));

    private static final ChatModel DOWN = (prompt) -> {
        throw new UncheckedIOException(new IOException("Connection reset"));
    };

    @Service
    static class SupportAgent {

        private final ChatClient chat;

        SupportAgent(ChatClient.Builder builder) {
            this.chat = builder.build();
        }

        @LlmCall("support")
        @Fallback(text = "We are busy. Please try again in a minute.")
        AgentResult<String> answer(String question) {
            return AgentResult.success(this.chat.prompt(question).call().content());
        }
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
    void answers() throws IOException {
        AgentResult<String> result = ask(WELL);

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.data()).isEqualTo("Tomorrow.");
        assertThat(result.route()).isEqualTo("openai/gpt-4o-mini");
    }

    @Test
    void answersWithTheTextWhenTheProviderIsDown() throws IOException {
        AgentResult<String> result = ask(DOWN);

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.data()).isEqualTo("We are busy. Please try again in a minute.");
        assertThat(result.attempts()).isEqualTo(3);
    }

    private static AgentResult<String> ask(ChatModel model) throws IOException {
        AtomicReference<AgentResult<String>> answer = new AtomicReference<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .withPropertyValues(properties())
                .withBean(ManualTime.class)
                .withBean(ChatClient.Builder.class, () -> ChatClient.builder(model))
                .withBean(SupportAgent.class)
                .run((context) -> answer.set(context.getBean(SupportAgent.class).answer("When?")));
        return answer.get();
    }

    private static String[] properties() throws IOException {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(block("yaml").getBytes(StandardCharsets.UTF_8)));
        Map<?, ?> properties = yaml.getObject();
        return properties.entrySet().stream()
                .map((entry) -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    /** The first block in a language after the words that introduce the method. */
    private static String block(String language) throws IOException {
        String readme = Files.readString(README);
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme.substring(readme.indexOf("The smallest guarded method")))
                .results()
                .map((block) -> block.group(1).strip())
                .findFirst()
                .orElseThrow();
    }
}
