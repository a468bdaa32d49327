package io.resilientagent.failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
                "gsk_SECRETSECRETSECRET12 xai-SECRETSECRETSECRET12",
                "Incorrect API key provided: sk-SECR****CRET. You can find your API key at https://host/keys",
                "Incorrect API key provided: SECRETSE******CRET.",
                "invalid key sk-proj-SECRET...SECRET",
                "invalid key sk-ant-api03-SECRET\u2026SECRET",
                "key \u2022\u2022\u2022\u2022SECRET",
                "key AIzaSECRET**********SECRET is leaked",
                "sk-ant-api03-SECRET_SECRET-SECRETAA",
                "Ocp-Apim-Subscription-Key: SECRETSECRET",
                "{x-api-key=[SECRET], accept=[text]}",
                "{\\\"api_key\\\":\\\"SECRET\\\"}",
                "X-Amz-Security-Token=SECRET&X-Amz-Date=now",
                "AWS4-HMAC-SHA256 Credential=SECRET/20261125/us-east-1/bedrock/aws4_request, Signature=SECRET",
                "aws_secret_access_key = SECRET/SECRET+SECRET",
                "https://host/v1?api-version=1&sig=SECRET%2BSECRET",
                "https://host/v1beta/models?alt=sse&key=SECRETSECRET",
                "Set-Cookie: session=SECRET; Path=/",
                "Authorization: token SECRETSECRET",
                "ghp_SECRETSECRETSECRET glpat-SECRETSECRETSECRET",
                "-----BEGIN PRIVATE KEY-----\nSECRETSECRET\n-----END PRIVATE KEY-----",
                "header SECRETSECRETSECRETSECRETSECRETSECRETSECRET1 is wrong"
            })
    void shouldHideKeysAndTokens(String text) {
        assertThat(Redaction.redact(text)).doesNotContain("SECRET").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rate limit reached for gpt-4o-mini on tokens per min",
                "task-12 failed",
                "risk-free",
                "Requested 1500 tokens: 400 too many",
                "**Note** that claude-sonnet-4-5-20250929 is busy... try again",
                "POST https://api.openai.com/v1/chat/completions?api-version=2025-01-01 failed",
                "request_id: req_011CSHoEeqs5C35K2UUqR7Fy"
            })
    void shouldLeaveTheRest(String text) {
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "-", "a-", "*", "sk-", "://a:", "key=", "\"", "api-key ", "bearer ", "- BEGIN KEY", "= "})
    @Timeout(5)
    void shouldNotTakeLongForAnyText(String part) {
        String text = part.repeat(100_000);
        for (int i = 0; i < 20; i++) {
            assertThat(Redaction.redact(text)).hasSizeLessThanOrEqualTo(2_000);
        }
    }

    @Test
    void shouldHideASecretThatTheLimitWouldCutInTwo() {
        String text = "x ".repeat(996) + "sk-SECRETSECRETSECRET";
        assertThat(Redaction.redact(text)).doesNotContain("SEC").endsWith("***");
    }
}
