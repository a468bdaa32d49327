package io.resilientagent.sample.support;

import java.util.List;
import java.util.stream.Collectors;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.sample.ManualTime;
import io.resilientagent.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class StreamControllerTests {

    private static final String ANSWER = "Your parcel left our warehouse this morning and arrives tomorrow.";

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
    void streamsTheAnswerOfThePremiumModelInPieces() {
        List<Event> events = ask();

        assertThat(events.get(0).name()).isEqualTo("result");
        assertThat(events.get(0).data())
                .contains("\"status\":\"SUCCESS\"", "\"route\":\"anthropic/claude-sonnet-4-5\"", "\"attempts\":1");
        assertThat(text(events)).isEqualTo(ANSWER);
        assertThat(events).filteredOn((event) -> event.name().equals("piece")).hasSizeGreaterThan(5);
        assertThat(events.get(events.size() - 1).name()).isEqualTo("end");
    }

    @Test
    void streamsFromTheCheaperModelWhenThePremiumOneIsDown() {
        fail("anthropic", "overloaded");

        List<Event> events = ask();

        assertThat(events.get(0).data())
                .contains("\"status\":\"DEGRADED\"", "\"route\":\"openai/gpt-4o-mini\"", "\"reason\":\"OVERLOADED\"");
        assertThat(text(events)).isEqualTo(ANSWER);
    }

    @Test
    void streamsTheFixedTextWhenBothAreDown() {
        fail("anthropic", "wrong-key");
        fail("openai", "wrong-key");

        List<Event> events = ask();

        assertThat(events.get(0).data()).contains("\"status\":\"DEGRADED\"", "\"route\":\"text\"");
        assertThat(text(events)).startsWith("We are busy right now.");
    }

    @Test
    void tellsThatAStreamBrokeOffAndBeginsNoOther() {
        fail("anthropic", "cut");

        List<Event> events = ask();

        assertThat(events.get(0).data()).contains("\"route\":\"anthropic/claude-sonnet-4-5\"", "\"attempts\":1");
        assertThat(text(events)).isNotEmpty().isNotEqualTo(ANSWER);
        assertThat(ANSWER).startsWith(text(events));
        assertThat(events.get(events.size() - 1)).isEqualTo(new Event("broken", "{\"kind\":\"NETWORK\"}"));
    }

    /**
     * An event.
     *
     * @param name its type
     * @param data what it says
     */
    private record Event(String name, String data) {

        static Event of(String lines) {
            return new Event(value(lines, "event:"), value(lines, "data:"));
        }

        private static String value(String lines, String field) {
            return lines.lines()
                    .filter((line) -> line.startsWith(field))
                    .map((line) -> line.substring(field.length()))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(List<Event> events) {
        return events.stream()
                .filter((event) -> event.name().equals("piece"))
                .map((event) -> event.data().replaceAll("^\\{\"text\":\"|\"}$", ""))
                .collect(Collectors.joining());
    }

    private List<Event> ask() {
        String body = this.client
                .post()
                .uri("/ask/stream")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"question\": \"Where is my parcel?\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return List.of(body.split("\n\n")).stream().map(Event::of).toList();
    }

    private void fail(String provider, String fault) {
        this.client
                .post()
                .uri("/simulator/" + provider)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"fault\": \"%s\"}".formatted(fault))
                .exchange()
                .expectStatus()
                .isOk();
    }
}
