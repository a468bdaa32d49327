package io.resilientagent.sample.simulator;

import io.resilientagent.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
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

        assertThatExceptionOfType(MissingKeysException.class)
                .isThrownBy(this::initialized)
                .withMessage("Profile 'live' asks the real providers, and there is no ANTHROPIC_API_KEY.");
    }

    @Test
    void saysOnTheTerminalWhichKeysAreMissing(CapturedOutput output) {
        SpringApplication application = new SpringApplication(SampleApplication.class);

        assertThatExceptionOfType(MissingKeysException.class)
                .isThrownBy(() ->
                        application.run("--spring.profiles.active=live", "--OPENAI_API_KEY=", "--ANTHROPIC_API_KEY="));

        assertThat(output)
                .contains("there is no OPENAI_API_KEY and no ANTHROPIC_API_KEY.")
                .contains("Set OPENAI_API_KEY and ANTHROPIC_API_KEY in the environment")
                .doesNotContain("at io.resilientagent");
    }

    private GenericApplicationContext initialized() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(this.environment);
        new SimulatorInitializer().initialize(context);
        context.refresh();
        return context;
    }
}
