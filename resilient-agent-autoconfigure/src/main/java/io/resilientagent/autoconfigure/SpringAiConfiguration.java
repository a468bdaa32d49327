package io.resilientagent.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.resilientagent.CacheKey;
import io.resilientagent.ResponseCheck;
import io.resilientagent.StreamContent;
import io.resilientagent.engine.CallEngine;
import io.resilientagent.engine.TextAnswer;
import io.resilientagent.plan.NamedCalls;
import io.resilientagent.plan.PlanFactory;
import io.resilientagent.reactive.ReactiveCalls;
import io.resilientagent.springai.ChatClientResponseContent;
import io.resilientagent.springai.ChatResponseCheck;
import io.resilientagent.springai.ChatResponseContent;
import io.resilientagent.springai.ChatResponseText;
import io.resilientagent.springai.GuardedModels;
import io.resilientagent.springai.ModelBeans;
import io.resilientagent.springai.PromptKey;
import io.resilientagent.springai.ProviderBeans;
import io.resilientagent.springai.ResilientModels;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring AI's models as guarded calls, fixed texts as its responses, and which of its streamed responses are content, after
 * all that the application has to say about that.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ChatResponse.class)
class SpringAiConfiguration {

    @Bean
    @Order
    StreamContent<ChatResponse> resilientAgentChatResponseContent() {
        return new ChatResponseContent();
    }

    @Bean
    @Order
    ResponseCheck<ChatResponse> resilientAgentChatResponseCheck() {
        return new ChatResponseCheck();
    }

    @Bean
    @Order
    CacheKey<Prompt> resilientAgentPromptKey() {
        return new PromptKey();
    }

    @Bean
    TextAnswer<ChatResponse> resilientAgentChatResponseText() {
        return new ChatResponseText();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnClass(name = "reactor.core.publisher.Mono")
    ResilientModels resilientModels(
            PlanFactory plans,
            ObjectProvider<CallEngine> engine,
            ReactiveCalls reactive,
            ListableBeanFactory beanFactory,
            ResilientAgentProperties properties) {
        Map<String, ProviderBeans> providers = new LinkedHashMap<>();
        properties.providers().forEach((name, provider) -> providers.put(name, provider.beans()));
        return new GuardedModels(
                new NamedCalls(plans, SingletonSupplier.of(engine::getObject)),
                reactive,
                new ModelBeans(beanFactory, providers));
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
