package io.resilientagent.sample.web;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestSourceTests {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080"})
    void knowsThisMachine(String host) {
        assertThat(source("GET", host, null, null, null).isForThisMachine()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example:8080", "10.0.0.1:8080", "''", ","
    })
    void knowsNamesThatOthersHaveChosen(@Nullable String host) {
        assertThat(source("GET", host, null, null, null).isForThisMachine()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, , , ",
        "POST, http://localhost:8080, , ",
        "POST, http://localhost:8080, same-origin, cors",
        "GET, , none, navigate",
        "GET, , same-origin, cors",
        "GET, , cross-site, navigate"
    })
    void letsInWhatComesFromHere(String method, @Nullable String origin, @Nullable String site, @Nullable String mode) {
        assertThat(source(method, "localhost:8080", origin, site, mode).isFromHere())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, http://evil.example, , ",
        "POST, http://localhost:9090, same-site, cors",
        "POST, https://localhost:8080, , ",
        "POST, null, , ",
        "POST, , cross-site, no-cors",
        "POST, , cross-site, navigate",
        "DELETE, http://evil.example, cross-site, cors",
        "GET, , cross-site, no-cors",
        "GET, http://evil.example, cross-site, cors"
    })
    void refusesWhatComesFromElsewhere(
            String method, @Nullable String origin, @Nullable String site, @Nullable String mode) {
        assertThat(source(method, "localhost:8080", origin, site, mode).isFromHere())
                .isFalse();
    }

    private static RequestSource source(
            String method,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site,
            @Nullable String mode) {
        return new RequestSource(method, "http", host, origin, site, mode);
    }
}
