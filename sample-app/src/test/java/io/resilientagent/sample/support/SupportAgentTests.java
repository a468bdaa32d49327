package io.resilientagent.sample.support;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.sample.ManualTime;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What a user gets while providers fail, over HTTP from end to end. */
@SampleTest
class SupportAgentTests {

    private static final String PREMIUM = "anthropic/claude-sonnet-4-5";

    private static final String CHEAPER = "openai/gpt-4o-mini";

    @Autowired
    private RestTestClient client;

    @Autowired
    private CircuitRegistry circuits;

    @Autowired
    private ManualTime time;

    @AfterEach
    void heal() {
        this.client
                .delete()
                .uri("/simulator/anthropic")
                .exchange()
                .expectStatus()
                .isOk();
        this.client.delete().uri("/simulator/openai").exchange().expectStatus().isOk();
        this.circuits.resetAll();
        this.time.pass(ManualTime.RETRY_BUDGETS_FULL);
    }

    @Test
    void answersFromThePremiumModel() {
        ask().jsonPath("$.status")
                .isEqualTo("SUCCESS")
                .jsonPath("$.data")
                .isEqualTo("Your parcel left our warehouse this morning and arrives tomorrow.")
                .jsonPath("$.route")
                .isEqualTo(PREMIUM)
                .jsonPath("$.attempts")
                .isEqualTo(1)
                .jsonPath("$.failures")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rate-limited, RATE_LIMITED, 4",
        "overloaded, OVERLOADED, 4",
        "server-error, SERVER_ERROR, 4",
        "reset, NETWORK, 4",
        "cut, NETWORK, 4",
        "malformed, MALFORMED_RESPONSE, 3",
        "empty, MALFORMED_RESPONSE, 3",
        "wrong-key, AUTHENTICATION, 2",
        "no-quota, QUOTA_EXHAUSTED, 2",
        "context-overflow, CONTEXT_OVERFLOW, 2"
    })
    void answersFromTheCheaperModelWhenThePremiumOneFails(String fault, String reason, int attempts) {
        fail("anthropic", "{\"fault\": \"%s\"}".formatted(fault));

        ask().jsonPath("$.status")
                .isEqualTo("DEGRADED")
                .jsonPath("$.route")
                .isEqualTo(CHEAPER)
                .jsonPath("$.reason")
                .isEqualTo(reason)
                .jsonPath("$.attempts")
                .isEqualTo(attempts)
                .jsonPath("$.note")
                .isNotEmpty();
    }

    @Test
    void recoversFromABlip() {
        fail("anthropic", "{\"fault\": \"server-error\", \"times\": 1}");

        ask().jsonPath("$.status")
                .isEqualTo("SUCCESS")
                .jsonPath("$.route")
                .isEqualTo(PREMIUM)
                .jsonPath("$.attempts")
                .isEqualTo(2)
                .jsonPath("$.failures[0].kind")
                .isEqualTo("SERVER_ERROR");
    }

    @Test
    void answersWithAFixedTextWhenBothProvidersAreDown() {
        fail("anthropic", "{\"fault\": \"wrong-key\"}");
        fail("openai", "{\"fault\": \"no-quota\"}");

        ask().jsonPath("$.status")
                .isEqualTo("DEGRADED")
                .jsonPath("$.route")
                .isEqualTo("text")
                .jsonPath("$.data")
                .isEqualTo("We are busy right now. Please try again in a minute, or write to support@example.com.");
    }

    @Test
    void showsTheOpenCircuit() {
        fail("anthropic", "{\"fault\": \"wrong-key\"}");
        ask();

        this.client
                .get()
                .uri("/actuator/agentcircuits/anthropic")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("OPEN")
                .jsonPath("$.reason")
                .isEqualTo("AUTHENTICATION");
    }

    @Test
    void embeds() {
        embed(200)
                .jsonPath("$.status")
                .isEqualTo("SUCCESS")
                .jsonPath("$.data.length()")
                .isEqualTo(8)
                .jsonPath("$.route")
                .isEqualTo("openai/text-embedding-3-small");
    }

    @Test
    void saysSoWhenThereIsNoVector() {
        fail("openai", "{\"fault\": \"wrong-key\"}");

        embed(503).jsonPath("$.status").isEqualTo("FAILED").jsonPath("$.reason").isEqualTo("AUTHENTICATION");
    }

    private void fail(String provider, String order) {
        post("/simulator/" + provider, order).expectStatus().isOk();
    }

    private RestTestClient.BodyContentSpec ask() {
        return post("/ask", "{\"question\": \"Where is my parcel?\"}")
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private RestTestClient.BodyContentSpec embed(int status) {
        return post("/embed", "{\"text\": \"parcel\"}")
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private RestTestClient.ResponseSpec post(String path, String body) {
        return this.client
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
