package io.resilientagent.failure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: sk-proj-SECRETSECRETSECRET12.",
                "Authorization: Bearer SECRETSECRETSECRET12",
                "Authorization: Basic SECRETSECRETSECRET12=",
                "{\"api_key\": \"SECRETSECRETSECRET12\"}",
                "x-api-key: SECRETSECRETSECRET12",
                "https://host/v1?key=SECRETSECRETSECRET12&alt=sse",
                "https://host/v1?access_token=SECRETSECRETSECRET12",
                "AKIASECRETSECRET1234 is not allowed",
                "token hf_SECRETSECRETSECRET12",
                "AIzaSECRETSECRETSECRETSECRET12",
                "eyJSECRETSECRET.eyJSECRETSECRET.SECRETSECRET12",
                "https://user:SECRETSECRETSECRET12@host/v1",
                "password=SECRETSECRETSECRET12",
                "client_secret: 'SECRETSECRETSECRET12'",
                "gsk_SECRETSECRETSECRET12 xai-SECRETSECRETSECRET12"
            })
    void shouldHideKeysAndTokens(String text) {
        assertThat(Redaction.redact(text)).doesNotContain("SECRET").contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rate limit reached for gpt-4o-mini on tokens per min", "task-12 failed", "risk-free"})
    void shouldLeaveTheRest(String text) {
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }
}
