package io.resilientagent.autoconfigure;

import java.time.Duration;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Text of annotations may come from the environment. */
class PlaceholderTests {

    @Test
    void placeholdersAreResolved() {
        StartUp.runner()
                .withBean("agent", Placeholders.class)
                .withPropertyValues(
                        "agent.name=placed", "agent.model=openai/gpt", "agent.text=busy", "agent.circuit=db")
                .run((context) -> assertThat(context.getBean(CallCatalog.class).plans())
                        .singleElement()
                        .satisfies((plan) -> {
                            assertThat(plan.name()).isEqualTo("placed");
                            assertThat(plan.routes()).containsExactly("openai/gpt", "text");
                            assertThat(plan.guards()).containsExactly("db", "openai", "openai/gpt");
                            assertThat(Duration.ofNanos(
                                            plan.targets().get(0).limits().timeout()))
                                    .isEqualTo(Duration.ofSeconds(4));
                        }));
    }

    static class Placeholders {
        @LlmCall(name = "${agent.name}", model = "${agent.model}", timeout = "${agent.timeout:4s}")
        @CircuitGuarded("${agent.circuit}")
        @Fallback(text = "${agent.text}")
        public String answer() {
            return "";
        }
    }
}
