package io.resilientagent.sample;

import java.io.PrintWriter;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the support agent; with {@code --demo} it tells the story of an outage instead, and ends. */
@SpringBootApplication
@SuppressWarnings("checkstyle:HideUtilityClassConstructor") // Spring makes one
public class SampleApplication {

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains(DemoCommand.OPTION)) {
            System.exit(DemoCommand.run(new PrintWriter(System.out, true)));
        }
        SpringApplication.run(SampleApplication.class, args);
    }
}
