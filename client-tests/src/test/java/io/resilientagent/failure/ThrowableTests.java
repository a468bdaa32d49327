package io.resilientagent.failure;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Failures that no stub can bring about: the very classes, with the messages that were seen. */
class ThrowableTests {

    private final FailureClassification classification = FailureClassification.builtIn(InstantSource.system());

    static Stream<CorpusCase> throwables() {
        return CorpusCase.ALL.stream().filter((seen) -> !seen.throwables().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void shouldSayWhatItIs(CorpusCase seen) throws ClassNotFoundException {
        Failure failure = this.classification.classify(chain(seen.throwables()));
        seen.assertKind(failure);
        seen.assertDelay(failure);
    }

    private static Throwable chain(List<String> seen) throws ClassNotFoundException {
        String[] parts = seen.get(0).split(": ", 2);
        Class<? extends Throwable> type = Class.forName(parts[0]).asSubclass(Throwable.class);
        String message = (parts.length > 1) ? parts[1] : null;
        Throwable cause = (seen.size() > 1) ? chain(seen.subList(1, seen.size())) : null;
        return throwable(type, message, cause);
    }

    private static Throwable throwable(
            Class<? extends Throwable> type, @Nullable String message, @Nullable Throwable cause) {
        Throwable throwable = mock(type);
        given(throwable.getMessage()).willReturn(message);
        given(throwable.getCause()).willReturn(cause);
        return throwable;
    }
}
