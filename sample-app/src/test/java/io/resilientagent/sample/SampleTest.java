package io.resilientagent.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application over HTTP; all of them share one, in which {@link ManualTime} rules circuits and
 * retries, and a slow machine has time to answer.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "sample.simulator.seed=1",
            "resilient-agent.calls.support.timeout=1m",
            "resilient-agent.calls.embed.timeout=1m",
            "spring.ai.openai.timeout=90s",
            "spring.ai.anthropic.timeout=90s"
        })
@Import({ManualTime.class, OneRequestClient.class})
public @interface SampleTest {}
