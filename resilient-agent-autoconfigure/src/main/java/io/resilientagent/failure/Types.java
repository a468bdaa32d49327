package io.resilientagent.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What is known about classes of exceptions by their names, looked up once per class. */
final class Types extends ClassValue<Types.Known> {

    private static final Map<String, Trait> TRAITS = index();

    private static final Trait ERROR = new Trait(FailureKind.APPLICATION, Trait.Rank.FINAL, Billing.NOT_BILLED, false);

    static final Trait STUMBLED = new Trait(FailureKind.MALFORMED_RESPONSE, Trait.Rank.PARSE, Billing.BILLED, true);

    /** Exceptions that only carry another one. */
    private static final Set<String> WRAPPERS = Set.of(
            "java.util.concurrent.CompletionException",
            "java.util.concurrent.ExecutionException",
            "java.lang.reflect.UndeclaredThrowableException",
            "java.lang.reflect.InvocationTargetException",
            "reactor.core.Exceptions$ReactiveException",
            "reactor.core.Exceptions$BubblingException",
            "reactor.core.Exceptions$RetryExhaustedException",
            "reactor.core.Exceptions$CompositeException",
            "org.springframework.core.retry.RetryException",
            "org.springframework.retry.ExhaustedRetryException");

    /** Exceptions that clients throw as anybody does. */
    private static final Set<String> ANONYMOUS =
            Set.of("java.lang.RuntimeException", "java.lang.NullPointerException", "java.lang.ClassCastException");

    private static final List<String> SPEAKING =
            List.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable");

    Known of(Throwable throwable) {
        return get(throwable.getClass());
    }

    @Override
    protected Known computeValue(Class<?> type) {
        Set<String> names = namesOf(type);
        List<ExceptionTable.Said> said = new ArrayList<>();
        for (ExceptionTable.Said row : ExceptionTable.SAID) {
            boolean exact = row.exception().startsWith("java.lang.");
            if (exact ? type.getName().equals(row.exception()) : names.contains(row.exception())) {
                said.add(row);
            }
        }
        return new Known(
                traitOf(type),
                isClient(names),
                speaks(type),
                WRAPPERS.contains(type.getName()),
                type.getName().startsWith(ExceptionTable.DEAR_BODIES),
                names,
                List.copyOf(said));
    }

    private static @Nullable Trait traitOf(Class<?> type) {
        if (Error.class.isAssignableFrom(type)) {
            return ERROR;
        }
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            Trait trait = TRAITS.get(current.getName());
            trait = (trait != null) ? trait : TRAITS.get(current.getSimpleName());
            if (trait != null) {
                return trait;
            }
        }
        return null;
    }

    private static boolean isClient(Set<String> names) {
        return names.stream().anyMatch(Types::isClientsName);
    }

    private static boolean isClientsName(String name) {
        for (String prefix : ExceptionTable.CLIENTS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String throwerOf(Throwable throwable) {
        try {
            StackTraceElement[] stack = throwable.getStackTrace();
            return (stack != null && stack.length > 0) ? stack[0].getClassName() : "";
        } catch (RuntimeException ex) {
            return "";
        }
    }

    /** Whether an exception that belongs to nobody was thrown by a client's own code. */
    boolean isFromClient(Throwable throwable) {
        if (!ANONYMOUS.contains(throwable.getClass().getName())) {
            return false;
        }
        String thrower = throwerOf(throwable);
        return isClientsName(thrower) && !thrower.contains(".converter.");
    }

    /** Messages of the JDK's own exceptions are a programmer's, not a provider's. */
    private static boolean speaks(Class<?> type) {
        return !type.getName().startsWith("java.") || SPEAKING.contains(type.getName());
    }

    private static Set<String> namesOf(Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            names.add(current.getName());
            for (Class<?> contract : current.getInterfaces()) {
                names.addAll(namesOf(contract));
            }
        }
        return names;
    }

    private static Map<String, Trait> index() {
        Map<String, Trait> index = new HashMap<>();
        for (ExceptionTable.Row row : ExceptionTable.ROWS) {
            row.names().forEach((name) -> index.put(name, row.trait()));
        }
        return Map.copyOf(index);
    }

    /**
     * What is known of a class.
     *
     * @param trait what its name says, or null
     * @param client whether it is a client's
     * @param speaks whether its message may be a provider's
     * @param wrapper whether it only carries another one
     * @param dearBody whether asking for its body costs much
     * @param names its name and those of its supertypes
     * @param said messages that matter
     */
    record Known(
            @Nullable Trait trait,
            boolean client,
            boolean speaks,
            boolean wrapper,
            boolean dearBody,
            Set<String> names,
            List<ExceptionTable.Said> said) {

        /** The trait, or what the message makes of it. */
        @Nullable
        Trait said(Throwable throwable) {
            String message = Text.messageOf(throwable);
            boolean parse = this.trait != null && this.trait.rank() == Trait.Rank.PARSE;
            if (message == null || parse) {
                return this.trait;
            }
            String text = Text.bounded(message, 1_024);
            for (ExceptionTable.Said row : this.said) {
                if (Phrase.anyIn(row.phrases(), text)) {
                    return row.trait();
                }
            }
            return this.trait;
        }
    }
}
