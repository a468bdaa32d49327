package io.resilientagent.sample;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.resilientagent.sample.demo.Demo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoCommandTests {

    @Test
    void tellsTheWholeStory() throws InterruptedException {
        StringWriter out = new StringWriter();

        int exitCode = DemoCommand.run(new PrintWriter(out));

        assertThat(exitCode).as(out.toString()).isEqualTo(Demo.OK);
    }
}
