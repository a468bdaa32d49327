package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Warns, when all singletons are there, of clients that no property can keep from retrying or from giving up early. */
final class ClientRetriesCheck implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(ClientRetriesCheck.class);

    /** Types of clients that retry by themselves, and how to turn that off. */
    private static final Map<String, String> RETRYING = retrying();

    private final ConfigurableListableBeanFactory beanFactory;

    private final CallCatalog catalog;

    private final SpringAiClients clients;

    ClientRetriesCheck(ConfigurableListableBeanFactory beanFactory, CallCatalog catalog, SpringAiClients clients) {
        this.beanFactory = beanFactory;
        this.catalog = catalog;
        this.clients = clients;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> retrying = retryingBeans();
        if (!retrying.isEmpty()) {
            logger.warn("Retries of these beans multiply with those of resilient-agent unless they are turned off: "
                    + String.join("; ", retrying));
        }
        Duration timeout = this.clients.timeoutSet();
        if (timeout != null) {
            warnOfCallsLongerThan(timeout);
        }
    }

    private List<String> retryingBeans() {
        List<String> found = new ArrayList<>();
        RETRYING.forEach((name, cure) -> {
            Class<?> type = type(name);
            String[] beans = (type != null) ? this.beanFactory.getBeanNamesForType(type, true, false) : new String[0];
            if (beans.length > 0) {
                found.add(String.join(", ", beans) + " (" + name + ": " + cure + ")");
            }
        });
        return found;
    }

    private @Nullable Class<?> type(String name) {
        ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
        return ClassUtils.isPresent(name, classLoader) ? ClassUtils.resolveClassName(name, classLoader) : null;
    }

    private void warnOfCallsLongerThan(Duration timeout) {
        List<String> longer = this.catalog.plans().stream()
                .filter((plan) -> plan.targets().stream()
                        .anyMatch((target) -> target.limits().timeout() > timeout.toNanos()))
                .map(CallPlan::name)
                .toList();
        if (!longer.isEmpty()) {
            logger.warn("The timeout of these calls is longer than that of Spring AI's clients (" + timeout.toSeconds()
                    + "s), which end them first: " + String.join(", ", longer)
                    + ". Set spring.ai.<provider>.timeout, or the calls' timeout in the configuration");
        }
    }

    private static Map<String, String> retrying() {
        String maxRetries = "maxRetries(0) of its builder";
        String strategy = "retryStrategy(AwsRetryStrategy.doNotRetry())";
        Map<String, String> types = new LinkedHashMap<>();
        types.put("com.openai.client.OpenAIClient", maxRetries);
        types.put("com.openai.client.OpenAIClientAsync", maxRetries);
        types.put("com.anthropic.client.AnthropicClient", maxRetries);
        types.put("com.anthropic.client.AnthropicClientAsync", maxRetries);
        types.put("com.google.genai.Client", "HttpRetryOptions with attempts(1)");
        types.put("software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient", strategy);
        types.put("software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient", strategy);
        types.put("com.azure.ai.openai.OpenAIClient", "RetryOptions with maxRetries 0");
        types.put("dev.langchain4j.model.chat.ChatModel", maxRetries);
        types.put("dev.langchain4j.model.embedding.EmbeddingModel", maxRetries);
        return Collections.unmodifiableMap(types);
    }
}
