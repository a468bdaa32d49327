package io.resilientagent.springai;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Prompts have the same key if and only if they ask the same. */
class PromptKeyTests {

    private final PromptKey keys = new PromptKey();

    private static Prompt with(ChatOptions options) {
        return new Prompt("Hi", options);
    }

    private static ToolCallingChatOptions tools(String... names) {
        ToolCallingChatOptions.Builder<?> options = ToolCallingChatOptions.builder();
        for (String name : names) {
            options.toolCallbacks(FunctionToolCallback.builder(name, (Object input) -> input)
                    .description(name)
                    .inputType(String.class)
                    .build());
        }
        return options.build();
    }

    private static Prompt media(int last) {
        byte[] picture = new byte[1_000_000];
        picture[picture.length - 1] = (byte) last;
        return new Prompt(UserMessage.builder()
                .text("What is it?")
                .media(Media.builder()
                        .mimeType(MimeTypeUtils.IMAGE_PNG)
                        .data(picture)
                        .build())
                .build());
    }

    private static Prompt call(String id, String arguments) {
        return new Prompt(AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new ToolCall(id, "function", "cancel", arguments)))
                .build());
    }

    private void assertSame(Prompt one, Prompt other) {
        assertThat(this.keys.of(one)).isEqualTo(this.keys.of(other));
    }

    private void assertDifferent(Prompt one, Prompt other) {
        assertThat(this.keys.of(one)).isNotEqualTo(this.keys.of(other));
    }

    @Test
    void isThatOfMessages() {
        assertSame(new Prompt("Hi"), new Prompt(new UserMessage("Hi")));
        assertSame(
                new Prompt("Hi"),
                new Prompt(UserMessage.builder()
                        .text("Hi")
                        .metadata(Map.of("trace", "1"))
                        .build()));
        assertDifferent(new Prompt("Hi"), new Prompt("Ho"));
        assertDifferent(new Prompt("Hi"), new Prompt(new SystemMessage("Hi")));
        assertDifferent(new Prompt("Hi"), new Prompt(new UserMessage("Hi"), new UserMessage("")));
    }

    @Test
    void isThatOfToolCallsWithoutTheirIds() {
        assertSame(call("1", "{}"), call("2", "{}"));
        assertDifferent(call("1", "{}"), call("1", "{\"number\": 17}"));
    }

    @Test
    void isThatOfOptionsAndOfTheNamesOfTools() {
        assertDifferent(
                new Prompt("Hi"), with(ChatOptions.builder().temperature(0.5).build()));
        assertDifferent(
                with(ChatOptions.builder().temperature(0.5).build()),
                with(ChatOptions.builder().topP(0.5).build()));
        assertSame(with(tools("a", "b")), with(tools("b", "a")));
        assertDifferent(with(tools("a")), with(tools("b")));
    }

    @Test
    void isShortForLongMedia() {
        assertSame(media(1), media(1));
        assertDifferent(media(1), media(2));
        assertThat(this.keys.of(media(1)).toString()).hasSizeLessThan(500);
    }
}
