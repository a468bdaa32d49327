package io.resilientagent.sample.simulator;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SimulatorInitializerTests {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void tellsWhereTheSimulatorListens() {
        try (GenericApplicationContext context = initialized()) {
            assertThat(context.getEnvironment().getProperty("sample.simulator.url"))
                    .isEqualTo(context.getBean(Simulator.class).url())
                    .startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void leavesTheRealProvidersAloneWhenLive() {
        this.environment.setActiveProfiles("live");
        this.environment.setProperty("OPENAI_API_KEY", "a");
        this.environment.setProperty("ANTHROPIC_API_KEY", "b");

        try (GenericApplicationContext context = initialized()) {
            assertThat(context.getBeansOfType(Simulator.class)).isEmpty();
            assertThat(context.getEnvironment().getProperty("sample.simulator.url"))
                    .isNull();
        }
    }

    @Test
    void wantsBothKeysWhenLive() {
        this.environment.setActiveProfiles("live");
        this.environment.setProperty("OPENAI_API_KEY", "a");

        assertThatIllegalStateException()
                .isThrownBy(this::initialized)
                .withMessage("Profile 'live' asks the real providers: set ANTHROPIC_API_KEY");
    }

    private GenericApplicationContext initialized() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(this.environment);
        new SimulatorInitializer().initialize(context);
        context.refresh();
        return context;
    }
}
