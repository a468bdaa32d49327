package io.resilientagent.failure;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FailureClassificationTests {

    private final FailureClassification builtIn = FailureClassification.builtIn(InstantSource.system());

    @Test
    void shouldCallABugUnknownAndNobodysFault() {
        for (Exception bug : List.of(
                new NullPointerException(),
                new IllegalStateException("rate limit cache is not initialised"),
                new IllegalArgumentException("invalid api key: must not be empty"),
                new RuntimeException("boom"))) {
            Failure failure = this.builtIn.classify(bug);
            assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
            assertThat(failure.isFromProvider()).isFalse();
            assertThat(failure.cause()).isSameAs(bug);
        }
    }

    @Test
    void shouldLeaveErrorsAndRefusalsToTheApplication() {
        for (Throwable refusal : List.of(
                new StackOverflowError(),
                new AccessDeniedException("no"),
                new BadCredentialsException("no"),
                new ExecutionException(new OutOfMemoryError()),
                new CompletionException(new AccessDeniedException("no")))) {
            Failure failure = this.builtIn.classify(refusal);
            assertThat(failure.kind()).as(refusal.toString()).isEqualTo(FailureKind.APPLICATION);
            assertThat(failure.isFromProvider()).isFalse();
        }
    }

    @Test
    void shouldSeeThatTheCallerIsGone() {
        for (Throwable gone : List.of(
                new InterruptedException(),
                new CancellationException(),
                new CompletionException(new CancellationException()),
                new RuntimeException(new IOException("Request was interrupted", new InterruptedException())))) {
            Failure failure = this.builtIn.classify(gone);
            assertThat(failure.kind()).as(gone.toString()).isEqualTo(FailureKind.CANCELLED);
            assertThat(failure.isTransient()).isFalse();
        }
    }

    @Test
    void shouldAskRulesThenBeansThenTheExceptionItself() {
        RuntimeException busy = new ClassifiedException();
        ClassificationRule rule = new ClassificationRule(
                ClassifiedException.class.getName(), null, null, Pattern.compile("try later"), FailureKind.OVERLOADED);
        FailureClassifier broken = (throwable) -> {
            throw new IllegalStateException("broken");
        };
        FailureClassifier ignorant = (throwable) -> null;
        FailureClassifier knowing =
                (throwable) -> Failure.of(FailureKind.RATE_LIMITED).build();
        List<FailureClassifier> beans = List.of(broken, ignorant, knowing);

        assertThat(classify(List.of(rule), beans, busy).kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(classify(List.of(), beans, busy).kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(classify(List.of(), List.of(broken, ignorant), busy).kind()).isEqualTo(FailureKind.SATURATED);
        assertThat(this.builtIn.classify(new CompletionException(busy)).kind()).isEqualTo(FailureKind.SATURATED);
    }

    @Test
    void shouldHoldEveryConditionOfARule() {
        AnswerException teapot = AnswerException.of(418, "{\"error\":{\"code\":\"busy\",\"message\":\"Later.\"}}");
        assertThat(classify(rule("java.lang.RuntimeException", 418, "BUSY", "later|soon"), teapot))
                .isEqualTo(FailureKind.OVERLOADED);
        assertThat(classify(rule(null, 418, null, null), teapot)).isEqualTo(FailureKind.OVERLOADED);
        assertThat(classify(rule(null, 419, "busy", null), teapot)).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(classify(rule(null, 418, "idle", null), teapot)).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(classify(rule("java.io.IOException", 418, null, null), teapot))
                .isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(classify(rule(null, null, null, "never"), teapot)).isEqualTo(FailureKind.INVALID_REQUEST);
    }

    @Test
    void shouldRefuseARuleWithoutConditions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassificationRule(null, null, null, null, FailureKind.UNKNOWN))
                .withMessageContaining("at least one of");
    }

    @Test
    void shouldSurviveCyclesAndDepth() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);
        assertThat(this.builtIn.classify(first).kind()).isEqualTo(FailureKind.UNKNOWN);

        Throwable deep = AnswerException.of(529, "");
        for (int i = 0; i < 100; i++) {
            deep = new RuntimeException(deep);
        }
        assertThat(this.builtIn.classify(deep).kind()).isEqualTo(FailureKind.OVERLOADED);
    }

    @Test
    void shouldSayWhatMayHaveToBePaid() {
        assertThat(this.builtIn.classify(AnswerException.of(429, "")).billing()).isEqualTo(Billing.NOT_BILLED);
        assertThat(this.builtIn.classify(AnswerException.of(504, "")).billing()).isEqualTo(Billing.POSSIBLY_BILLED);
        assertThat(this.builtIn.classify(new IOException("reset")).billing()).isEqualTo(Billing.POSSIBLY_BILLED);
        assertThat(this.builtIn.classify(new java.net.ConnectException()).billing())
                .isEqualTo(Billing.NOT_BILLED);
    }

    @Test
    void shouldShowStatusAndCodeOnly() {
        Failure failure = this.builtIn.classify(
                AnswerException.of(429, "{\"error\":{\"type\":\"insufficient_quota\",\"message\":\"secret\"}}"));
        assertThat(failure).hasToString("QUOTA_EXHAUSTED 429 insufficient_quota");
        assertThat(failure.isFromProvider()).isTrue();
    }

    @Test
    void shouldPreferTheServersClock() {
        Failure failure = this.builtIn.classify(AnswerException.of(
                503, "", "Date", "Mon, 23 Nov 2026 10:00:00 GMT", "Retry-After", "Mon, 23 Nov 2026 10:01:30 GMT"));
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(90));
    }

    private FailureKind classify(ClassificationRule rule, Throwable throwable) {
        return classify(List.of(rule), List.of(), throwable).kind();
    }

    private Failure classify(List<ClassificationRule> rules, List<FailureClassifier> beans, Throwable throwable) {
        return new FailureClassification(rules, beans, Clock.systemUTC()).classify(throwable);
    }

    private static ClassificationRule rule(
            @Nullable String exception, @Nullable Integer status, @Nullable String code, @Nullable String message) {
        Pattern pattern = (message != null) ? Pattern.compile(message, Pattern.CASE_INSENSITIVE) : null;
        return new ClassificationRule(exception, status, code, pattern, FailureKind.OVERLOADED);
    }

    private static final class ClassifiedException extends RuntimeException implements Classified {

        ClassifiedException() {
            super("Busy, try later");
        }

        @Override
        public Failure failure() {
            return Failure.of(FailureKind.SATURATED).build();
        }
    }
}
