package io.resilientagent.sample.browser;

import io.resilientagent.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The page outlives the application. */
class RestartTests {

    @Test
    void connectsAgainAfterARestart() {
        try (Browser browser = Browser.start()) {
            ControlRoom room = new ControlRoom(browser.driver());
            String port;
            try (ConfigurableApplicationContext first = run("0")) {
                port = first.getEnvironment().getRequiredProperty("local.server.port");
                room.open("http://127.0.0.1:" + port + "/");
                room.ask("Where is my parcel?");
                room.awaitAnswer("SUCCESS");
            }
            room.await("connection", "Reconnecting");
            room.click("ask-once");
            room.await("answer", "The application cannot be reached");

            try (ConfigurableApplicationContext second = run(port)) {
                room.await("connection", "Live");
                room.click("ask-once");
                room.awaitAnswer("SUCCESS");
            }
        }
    }

    private static ConfigurableApplicationContext run(String port) {
        return new SpringApplicationBuilder(SampleApplication.class)
                .run("--server.port=" + port, "--resilient-agent.calls.support.timeout=1m");
    }
}
