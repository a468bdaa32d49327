package io.resilientagent.failure;

import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.anthropic.errors.AnthropicServiceException;
import com.openai.core.http.Headers;
import com.openai.errors.RateLimitException;
import com.openai.models.ErrorObject;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/** Failures come in storms; classifying one of a known class must not add to the load. */
class AllocationTests {

    private static final String BODY =
            "{\"error\":{\"message\":\"Rate limit reached for gpt-4o in organization org-X on"
                    + " tokens per min (TPM): Limit 30000, Used 29000, Requested 1500. Please try again in 20s.\","
                    + "\"type\":\"tokens\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}";

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    static Stream<Throwable> known() {
        return Stream.of(
                new SocketTimeoutException("Read timed out"),
                new ResourceAccessException("I/O error", new SocketTimeoutException("Read timed out")),
                new CompletionException(openAi()),
                anthropic(),
                spring());
    }

    @ParameterizedTest
    @MethodSource("known")
    void shouldAllocateLittleForAKnownClass(Throwable throwable) {
        assertThat(leastAllocatedBy(throwable))
                .as("bytes for %s", throwable.getClass())
                .isLessThanOrEqualTo(1_024);
    }

    private long leastAllocatedBy(Throwable throwable) {
        for (int i = 0; i < 50; i++) {
            this.classification.classify(throwable);
        }
        return LongStream.generate(() -> allocatedBy(throwable)).limit(5).min().orElseThrow();
    }

    private long allocatedBy(Throwable throwable) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        this.classification.classify(throwable);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static RateLimitException openAi() {
        ErrorObject error = ErrorObject.builder()
                .message("Rate limit reached for gpt-4o on tokens per min (TPM). Please try again in 20s.")
                .type("tokens")
                .code("rate_limit_exceeded")
                .param((String) null)
                .build();
        return RateLimitException.builder()
                .headers(Headers.builder().put("retry-after", "20").build())
                .error(error)
                .build();
    }

    private static AnthropicServiceException anthropic() {
        return com.anthropic.errors.RateLimitException.builder()
                .headers(com.anthropic.core.http.Headers.builder()
                        .put("retry-after", "33")
                        .put("anthropic-ratelimit-input-tokens-remaining", "0")
                        .build())
                .body(com.anthropic.core.JsonValue.from(Map.of(
                        "type",
                        "error",
                        "error",
                        Map.of("type", "rate_limit_error", "message", "Number of tokens per minute"))))
                .build();
    }

    private static HttpClientErrorException spring() {
        HttpHeaders headers = new HttpHeaders();
        headers.put("Retry-After", List.of("20"));
        return HttpClientErrorException.create(
                HttpStatusCode.valueOf(429),
                "Too Many Requests",
                headers,
                BODY.getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }
}
