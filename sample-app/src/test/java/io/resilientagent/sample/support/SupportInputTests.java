package io.resilientagent.sample.support;

import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class SupportInputTests {

    @Autowired
    private RestTestClient client;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /ask | {} | Missing question: send {"question": "..."}
                    /ask | {"question": "  "} | Missing question: send {"question": "..."}
                    /ask | {"question": {}} | Invalid question: wrong type
                    /ask | {"qestion": "Hello?"} | Unknown field 'qestion'
                    /ask | no | Unreadable body: must be a JSON object
                    /ask/stream | {} | Missing question: send {"question": "..."}
                    /burst | {"question": "Hello?"} | Invalid perSecond (null): must be from 1 to 200
                    /burst | {"question": "Hello?", "perSecond": 201, "seconds": 1} | Invalid perSecond (201): must be from 1 to 200
                    /burst | {"question": "Hello?", "perSecond": 1, "seconds": 0} | Invalid seconds (0): must be from 1 to 60
                    /burst | {"perSecond": 1, "seconds": 1} | Missing question: send {"question": "..."}
                    /embed | {"text": ""} | Missing text: send {"text": "..."}
                    """)
    void saysWhatIsWrong(String path, String body, String message) {
        expectRefusal(path, body, message);
    }

    @Test
    void refusesLongTexts() {
        String text = "x".repeat(Texts.MAX_LENGTH + 1);

        expectRefusal(
                "/ask",
                "{\"question\": \"%s\"}".formatted(text),
                "Invalid question (4001 characters): must be at most 4000");
    }

    @Test
    void saysWhichContentTypeItDoesNotRead() {
        this.client
                .post()
                .uri("/ask")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                .expectBody()
                .jsonPath("$.detail")
                .value((detail) -> assertThat(detail).asString().contains("application/x-www-form-urlencoded"));
    }

    private void expectRefusal(String path, String body, String message) {
        this.client
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(message);
    }
}
