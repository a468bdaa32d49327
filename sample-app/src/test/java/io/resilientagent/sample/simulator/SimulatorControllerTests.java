package io.resilientagent.sample.simulator;

import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class SimulatorControllerTests {

    @Autowired
    private RestTestClient client;

    @AfterEach
    void heal() {
        this.client.delete().uri("/simulator/openai").exchange().expectStatus().isOk();
    }

    @Test
    void showsBothProviders() {
        this.client
                .get()
                .uri("/simulator")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.openai.fault")
                .isEqualTo("healthy")
                .jsonPath("$.openai.requests")
                .isNumber()
                .jsonPath("$.anthropic.fault")
                .isEqualTo("healthy");
    }

    @Test
    void showsOneProvider() {
        this.client
                .get()
                .uri("/simulator/anthropic")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.fault")
                .isEqualTo("healthy");
    }

    @Test
    void showsTheFaultThatWasOrdered() {
        post("openai", """
                {"fault": "rate-limited", "times": 5, "share": 0.5, "retryAfter": "2s"}""")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.fault")
                .isEqualTo("rate-limited")
                .jsonPath("$.timesLeft")
                .isEqualTo(5)
                .jsonPath("$.share")
                .isEqualTo(0.5)
                .jsonPath("$.retryAfter")
                .isEqualTo("PT2S");
    }

    @Test
    void healsOnDelete() {
        post("openai", "{\"fault\": \"hang\"}").expectStatus().isOk();

        this.client
                .delete()
                .uri("/simulator/openai")
                .exchange()
                .expectBody()
                .jsonPath("$.fault")
                .isEqualTo("healthy");
    }

    @Test
    void healsOnOrder() {
        post("openai", "{\"fault\": \"hang\"}").expectStatus().isOk();

        post("openai", "{\"fault\": \"healthy\"}")
                .expectBody()
                .jsonPath("$.fault")
                .isEqualTo("healthy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    openai | {} | Missing fault: send for instance {"fault": "overloaded"}
                    openai | {"fault": "tired"} | Unknown fault 'tired': must be healthy, rate-limited, overloaded, server-error, wrong-key, no-quota, context-overflow, hang, slow, reset, cut, malformed, empty
                    openai | {"fault": "hang", "times": 0} | Invalid times (0): must be at least 1
                    openai | {"fault": "hang", "share": 0} | Invalid share (0.0): must be above 0 and at most 1
                    openai | {"fault": "hang", "share": 1.1} | Invalid share (1.1): must be above 0 and at most 1
                    openai | {"fault": "hang", "share": "NaN"} | Invalid share (NaN): must be above 0 and at most 1
                    openai | {"fault": "hang", "retryAfter": "2s"} | Fault 'hang' takes no retryAfter
                    openai | {"fault": "overloaded", "retryAfter": "soon"} | Invalid retryAfter (soon): must be a duration up to 1 h, such as 2s or 500ms
                    openai | {"fault": "overloaded", "retryAfter": "-2s"} | Invalid retryAfter (-2s): must be a duration up to 1 h, such as 2s or 500ms
                    openai | {"fault": "overloaded", "retryAfter": "1500ms"} | Invalid retryAfter (1500ms): must be whole seconds, such as 2s
                    openai | {"fault": "overloaded", "retryAfter": 2} | Invalid retryAfter (2): must be whole seconds, such as 2s
                    openai | {"fault": "hang", "times": 1.5} | Invalid times: wrong type
                    openai | {"fault": "hang", "delay": "2s"} | Fault 'hang' takes no delay
                    openai | {"fault": "slow", "delay": "2d"} | Invalid delay (2d): must be a duration up to 1 h, such as 2s or 500ms
                    mistral | {"fault": "hang"} | Unknown provider 'mistral': must be openai or anthropic
                    openai | [] | Unreadable body: must be a JSON object
                    openai | {"fault": | Unreadable body: must be a JSON object
                    openai | {"fualt": "hang"} | Unknown field 'fualt'
                    openai | {"fault": "hang", "times": "many"} | Invalid times: wrong type
                    """)
    void saysWhatIsWrong(String provider, String body, String message) {
        post(provider, body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value((detail) -> assertThat(detail).asString().isEqualTo(message));
    }

    private RestTestClient.ResponseSpec post(String provider, String body) {
        return this.client
                .post()
                .uri("/simulator/{provider}", provider)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
