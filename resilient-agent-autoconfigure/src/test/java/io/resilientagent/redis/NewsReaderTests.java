package io.resilientagent.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.resilientagent.circuit.CircuitDecision;
import io.resilientagent.circuit.CircuitState;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.redis.NewsReader.Problem;
import io.resilientagent.redis.NewsReader.UnreadableException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NewsReaderTests {

    private static final News OPEN = new News(
            "one",
            "anthropic/claude",
            new CircuitDecision(
                    CircuitState.OPEN,
                    false,
                    FailureKind.OVERLOADED,
                    Duration.ofSeconds(1).toNanos(),
                    Duration.ofMinutes(1).toNanos()),
            0);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json() {
        return new String(OPEN.json(), StandardCharsets.UTF_8);
    }

    /** As Redis passes it on. */
    private static byte[] ordered(News news) {
        String json = new String(news.json(), StandardCharsets.UTF_8);
        return bytes("{\"order\":" + news.order() + "," + json.substring(1));
    }

    private static void refuses(String message, Problem problem) {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> NewsReader.read(bytes(message)))
                .satisfies((ex) -> assertThat(ex.problem).isEqualTo(problem));
    }

    @Test
    void readsWhatIsWritten() throws UnreadableException {
        assertThat(NewsReader.read(OPEN.json())).isEqualTo(OPEN);
        assertThat(json())
                .isEqualTo("{\"v\":1,\"from\":\"one\",\"circuit\":\"anthropic/claude\",\"state\":\"OPEN\","
                        + "\"operator\":false,\"reason\":\"OVERLOADED\",\"age\":1000,\"left\":60000,\"keep\":60000}");
        CircuitDecision endless = new CircuitDecision(CircuitState.FORCED_OPEN, true, null, 0, CircuitDecision.NO_END);
        News forced = new News("one", "a", endless, 4_711);
        assertThat(NewsReader.read(ordered(forced))).isEqualTo(forced);
    }

    @Test
    void whatWasStoredIsAsOldAsRedisSays() throws UnreadableException {
        News news = NewsReader.stored(OPEN.json(), 20_000);
        assertThat(Duration.ofNanos(news.decision().ageNanos())).isEqualTo(Duration.ofSeconds(41));
        assertThat(Duration.ofNanos(news.decision().nanosLeft())).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void fieldsOfLaterVersionsAndSpacesDoNotMatter() throws UnreadableException {
        assertThat(NewsReader.read(bytes(" " + json().replace(",", " , ").replace("{", "{ \"more\" : true,"))))
                .isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{}}",
                "null",
                "[1]",
                "hello",
                "{\"v\":1,}",
                "{,\"v\":1}",
                "{\"v\":1 \"a\":2}",
                "{\"v\":1,\"v\":1}",
                "{\"v\":1,\"x\":{}}",
                "{\"v\":1,\"x\":[]}",
                "{\"v\":1,\"x\":null}",
                "{\"v\":1,\"x\":\"\\u0041\"}",
                "{\"v\":1,\"x\":1.5}",
                "{\"v\":99999999999999999999}"
            })
    void refusesWhatIsNoFlatObject(String message) {
        refuses(message, Problem.NO_JSON);
    }

    @Test
    void refusesWhatNoCircuitCanHave() {
        refuses("{\"v\":1}", Problem.INVALID);
        refuses(json().replace("\"v\":1", "\"v\":2"), Problem.OTHER_VERSION);
        refuses(json().replace("\"v\":1", "\"v\":\"1\""), Problem.OTHER_VERSION);
        refuses(json().replace("OPEN", "AJAR"), Problem.INVALID);
        refuses(json().replace("\"OPEN\"", "\"HALF_OPEN\""), Problem.INVALID);
        refuses(json().replace("\"OPEN\"", "1"), Problem.INVALID);
        refuses(json().replace("OVERLOADED", "TIRED"), Problem.INVALID);
        refuses(json().replace("60000", "-5"), Problem.INVALID);
        refuses(json().replace("60000", "999999999999999"), Problem.INVALID);
        refuses(json().replace("1000", "-1"), Problem.INVALID);
        refuses(json().replace("{", "{\"order\":-1,"), Problem.INVALID);
        refuses(json().replace("{", "{\"order\":true,"), Problem.INVALID);
        refuses(json().replace("{", "{\"order\":9999999999999999,"), Problem.INVALID);
        refuses(json().replace("false", "\"false\""), Problem.INVALID);
        refuses(json().replace("claude", "cl\naude"), Problem.NO_JSON);
        refuses(json().replace("claude", "claude#overflow"), Problem.INVALID);
        refuses(json().replace("claude", "x".repeat(129)), Problem.INVALID);
        refuses(json().replace("claude", "x".repeat(2_000)), Problem.TOO_LARGE);
    }

    @Test
    void refusesAWordOfAnOperatorThatHasNoPlaceAmongOthers() {
        CircuitDecision endless = new CircuitDecision(CircuitState.FORCED_OPEN, true, null, 0, CircuitDecision.NO_END);
        String word = new String(new News("one", "a", endless, 0).json(), StandardCharsets.UTF_8);
        refuses(word, Problem.INVALID);
        refuses(word.replace("{", "{\"order\":0,"), Problem.INVALID);
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll byte[] message) {
        readsOrRefuses(message);
    }

    @Property(tries = 2_000)
    void anyDamageIsReadOrRefused(
            @ForAll @IntRange(max = 160) int at, @ForAll byte damage, @ForAll @IntRange(max = 160) int end) {
        byte[] message = OPEN.json();
        message[at % message.length] = damage;
        readsOrRefuses(message);
        readsOrRefuses(java.util.Arrays.copyOf(message, end));
    }

    private static void readsOrRefuses(byte[] message) {
        try {
            assertThat(NewsReader.read(message).json()).hasSizeLessThan(News.MAX_BYTES);
            NewsReader.stored(message, 1);
        } catch (UnreadableException ex) {
            assertThat(ex.problem).isNotNull();
        }
    }
}
