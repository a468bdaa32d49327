package io.resilientagent.streaming;

import org.springframework.ai.chat.model.ChatResponse;

/** Spring AI's responses in short words. */
final class SpringAi {

    private SpringAi() {}

    static String text(ChatResponse response) {
        if (response.getResult() == null) {
            return "";
        }
        String text = response.getResult().getOutput().getText();
        return (text != null) ? text : "";
    }
}
