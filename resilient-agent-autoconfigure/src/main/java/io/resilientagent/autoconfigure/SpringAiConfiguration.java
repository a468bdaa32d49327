package io.resilientagent.autoconfigure;

import io.resilientagent.StreamContent;
import io.resilientagent.springai.ChatClientResponseContent;
import io.resilientagent.springai.ChatResponseContent;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Which of Spring AI's streamed responses are content, after all that the application has to say about that. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ChatResponse.class)
class SpringAiConfiguration {

    @Bean
    @Order
    StreamContent<ChatResponse> resilientAgentChatResponseContent() {
        return new ChatResponseContent();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatClientResponse.class)
    static class ChatClients {

        @Bean
        @Order
        StreamContent<ChatClientResponse> resilientAgentChatClientResponseContent() {
            return new ChatClientResponseContent();
        }
    }
}
