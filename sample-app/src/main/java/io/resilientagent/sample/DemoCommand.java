package io.resilientagent.sample;

import java.io.PrintWriter;
import java.net.URI;

import io.resilientagent.sample.demo.Demo;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the application on a free port, with quiet logs, and lets the demo use it. */
final class DemoCommand {

    static final String OPTION = "--demo";

    private DemoCommand() {}

    /** Answers the exit code. */
    static int run(PrintWriter out) throws InterruptedException {
        // as arguments, so that no profile and no port of the surroundings stands before them
        try (var context = new SpringApplicationBuilder(SampleApplication.class)
                .run("--spring.profiles.active=demo", "--server.port=0")) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            return new Demo(URI.create("http://127.0.0.1:" + port), out).run();
        }
    }
}
