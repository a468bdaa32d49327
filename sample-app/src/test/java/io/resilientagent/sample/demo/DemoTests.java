package io.resilientagent.sample.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoTests {

    private final StringWriter out = new StringWriter();

    private final List<String> played = new ArrayList<>();

    @Test
    void playsEveryStepInOrder() throws InterruptedException {
        assertThat(run(step("One"), step("Two"))).isEqualTo(Demo.OK);

        assertThat(this.played).containsExactly("One", "Two");
        assertThat(this.out.toString())
                .contains("1. One", "2. Two", "broken: nothing", "All 2 steps did what they should");
    }

    @Test
    void namesTheStepThatFailedAndPlaysNoMore() throws InterruptedException {
        Step failing = new Step("Two", "nothing", (stage) -> {
            throw new UnexpectedOutcomeException("expected status SUCCESS but it was FAILED");
        });

        assertThat(run(step("One"), failing, step("Three"))).isEqualTo(Demo.STEP_FAILED);

        assertThat(this.played).containsExactly("One");
        assertThat(this.out.toString())
                .contains("Step 2 'Two' did not do what it should: expected status SUCCESS but it was FAILED");
    }

    @Test
    void namesTheStepThatCouldNotReachTheApplication() throws InterruptedException {
        Step failing = new Step("One", "nothing", (stage) -> {
            throw new IOException("POST /ask answered 500");
        });

        assertThat(run(failing)).isEqualTo(Demo.STEP_FAILED);

        assertThat(this.out.toString()).contains("Step 1 'One' did not do what it should: POST /ask answered 500");
    }

    @Test
    void namesAnExceptionThatHasNoMessage() throws InterruptedException {
        Step failing = new Step("One", "nothing", (stage) -> {
            throw new ConnectException();
        });

        assertThat(run(failing)).isEqualTo(Demo.STEP_FAILED);

        assertThat(this.out.toString())
                .contains("Step 1 'One' did not do what it should: java.net.ConnectException")
                .doesNotContain("null");
    }

    private Step step(String title) {
        return new Step(title, "nothing", (stage) -> this.played.add(title));
    }

    private int run(Step... steps) throws InterruptedException {
        Terminal terminal = new Terminal(new PrintWriter(this.out));
        SampleClient nobody = new SampleClient(URI.create("http://127.0.0.1:1"));
        return new Demo(nobody, terminal, List.of(steps)).run();
    }
}
