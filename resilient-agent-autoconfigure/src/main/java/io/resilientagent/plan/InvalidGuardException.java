package io.resilientagent.plan;

import org.jspecify.annotations.Nullable;

/** A guard that cannot work; stops the start of the application. */
public final class InvalidGuardException extends RuntimeException {

    private final String problem;

    private final String cure;

    private final @Nullable String where;

    InvalidGuardException(@Nullable String where, String problem, String cure) {
        super(((where != null) ? where + ": " : "") + problem + ". " + cure);
        this.where = where;
        this.problem = problem;
        this.cure = cure;
    }

    /** A guard of a bean that cannot work. */
    public static InvalidGuardException ofBean(String bean, Class<?> type, String problem, String cure) {
        return new InvalidGuardException("Bean '" + bean + "' (" + type.getName() + ")", problem, cure);
    }

    /** What is configured for guards and cannot work. */
    public static InvalidGuardException ofKey(String key, String problem, String cure) {
        return new InvalidGuardException(null, "'" + key + "': " + problem, cure);
    }

    /** A guard of something else that cannot work. */
    public static InvalidGuardException of(String where, String problem, String cure) {
        return new InvalidGuardException(where, problem, cure);
    }

    /** The bean and the method, or null if it is none of them. */
    public @Nullable String where() {
        return this.where;
    }

    /** What is wrong. */
    public String problem() {
        return this.problem;
    }

    /** What to do about it. */
    public String cure() {
        return this.cure;
    }
}
