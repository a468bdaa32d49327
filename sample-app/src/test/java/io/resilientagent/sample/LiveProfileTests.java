package io.resilientagent.sample;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {"OPENAI_API_KEY=sk-mine", "ANTHROPIC_API_KEY=sk-ant-mine"})
@ActiveProfiles("live")
class LiveProfileTests {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Environment environment;

    @Test
    void asksTheRealProvidersWithTheUsersKeys() {
        assertThat(property("spring.ai.openai.base-url")).isEqualTo("https://api.openai.com/v1");
        assertThat(property("spring.ai.openai.api-key")).isEqualTo("sk-mine");
        assertThat(property("spring.ai.anthropic.base-url")).isEqualTo("https://api.anthropic.com");
        assertThat(property("spring.ai.anthropic.api-key")).isEqualTo("sk-ant-mine");
    }

    @Test
    void simulatesNothing() {
        assertThat(this.context.containsBean("simulator")).isFalse();
        assertThat(this.context.containsBean("simulatorController")).isFalse();
    }

    private String property(String name) {
        return this.environment.getRequiredProperty(name);
    }
}
