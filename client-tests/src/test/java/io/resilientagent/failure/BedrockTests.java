package io.resilientagent.failure;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

class BedrockTests extends ClientContract {

    @Override
    void ask(String url, boolean stream, Duration timeout) {
        try (BedrockRuntimeClient client = BedrockRuntimeClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .endpointOverride(URI.create(url))
                .overrideConfiguration((configuration) -> configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(timeout))
                .build()) {
            client.converse((request) -> request.modelId("model")
                    .messages((message) -> message.role(ConversationRole.USER).content(ContentBlock.fromText("Hi"))));
        }
    }

    @Override
    boolean meets(CorpusCase answer) {
        return answer.isOf("bedrock", "transport");
    }

    @Override
    Map<String, String> misses() {
        return Map.of("bedrock-200-guardrail", "no exception: the answer says guardrail_intervened");
    }
}
