package io.resilientagent.engine;

import java.util.List;
import java.util.function.Supplier;

import io.resilientagent.ResponseCheck;
import io.resilientagent.ResponseRejectedException;
import io.resilientagent.failure.Billing;
import io.resilientagent.failure.Failure;
import io.resilientagent.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** What the application has to say about answers. */
final class ResponseChecks {

    private final Supplier<List<ResponseCheck<?>>> all;

    ResponseChecks(Supplier<List<ResponseCheck<?>>> all) {
        this.all = all;
    }

    /** Why an answer cannot be used: a rejection, or what a check threw that could not tell; null if it can. */
    @Nullable
    Throwable problem(Attempt attempt, @Nullable Object returned) {
        List<ResponseCheck<?>> checks = this.all.get();
        Object answer = checks.isEmpty() ? null : attempt.run().plan().shape().content(returned);
        if (answer == null) {
            return null;
        }
        for (ResponseCheck<?> check : checks) {
            try {
                String reason = check.type().isInstance(answer) ? reason(check, answer, attempt) : null;
                if (reason != null) {
                    return new ResponseRejectedException(attempt.name(), reason);
                }
            } catch (Throwable ex) {
                return ex;
            }
        }
        return null;
    }

    /** What it stands for that a check threw which could not tell. */
    Failure failure(Throwable thrown) {
        FailureKind kind = (thrown instanceof Error) ? FailureKind.APPLICATION : FailureKind.UNKNOWN;
        return Failure.of(kind).isTransient(false).billing(Billing.BILLED).build();
    }

    private static <T> @Nullable String reason(ResponseCheck<T> check, Object answer, Attempt attempt) {
        return check.check(check.type().cast(answer), attempt);
    }
}
