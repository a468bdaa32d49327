package io.resilientagent.autoconfigure;

import io.resilientagent.UsageReader;
import io.resilientagent.micrometer.UsageReaders;
import io.resilientagent.springai.ChatClientResponseUsage;
import io.resilientagent.springai.ChatResponseUsage;
import io.resilientagent.springai.EmbeddingResponseUsage;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;

/** What answers have used; Spring AI's are read after all that the application has to say about them. */
@Configuration(proxyBeanMethods = false)
class UsageConfiguration {

    @Bean
    UsageReaders resilientAgentUsageReaders(ObjectProvider<UsageReader<?>> readers) {
        return new UsageReaders(
                SingletonSupplier.of(() -> readers.orderedStream().toList()));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatResponse.class)
    static class Models {

        @Bean
        @Order
        UsageReader<ChatResponse> resilientAgentChatResponseUsage() {
            return new ChatResponseUsage();
        }

        @Bean
        @Order
        UsageReader<EmbeddingResponse> resilientAgentEmbeddingResponseUsage() {
            return new EmbeddingResponseUsage();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatClientResponse.class)
    static class ChatClients {

        @Bean
        @Order
        UsageReader<ChatClientResponse> resilientAgentChatClientResponseUsage() {
            return new ChatClientResponseUsage();
        }
    }
}
