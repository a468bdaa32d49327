package io.resilientagent.benchmarks.call;

import java.time.Duration;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Spring Framework's retries by hand, without a proxy. */
final class SpringRetryTemplate implements Contender {

    private final Agent agent = new Agent();

    private final RetryTemplate template = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(Setting.ATTEMPTS - 1)
            .delay(Duration.ZERO)
            .build());

    @Override
    public Object call(Work work) throws Exception {
        return this.template.execute(() -> this.agent.answer(work));
    }
}
