package io.resilientagent.failure;

import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTests {

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    static Stream<CorpusCase> answers() {
        return CorpusCase.ALL.stream().filter(CorpusCase::isErrorAnswer);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldReadAnyExceptionThatHasStatusHeadersAndBody(CorpusCase answer) {
        Failure failure = this.classification.classify(shaped(answer));
        answer.assertKind(failure);
        answer.assertDelay(failure);
    }

    static AnswerException shaped(CorpusCase answer) {
        Map<String, List<String>> headers = answer.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, (entry) -> List.of(entry.getValue())));
        return new AnswerException(answer.status(), HttpHeaders.of(headers, (name, value) -> true), answer.body());
    }
}
