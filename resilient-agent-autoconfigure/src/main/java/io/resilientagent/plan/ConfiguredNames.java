package io.resilientagent.plan;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/** Which methods are calls by configuration. Thread-safe. */
public interface ConfiguredNames {

    /** Whether something is configured for this bean alone, and not for all of its class. */
    boolean areAbout(String bean);

    /**
     * Refuses what is configured for a bean of this class and cannot be.
     *
     * @throws InvalidGuardException if a method is configured that the class does not have
     */
    void check(String bean, Class<?> type);

    /**
     * The name of the call that a method is.
     *
     * @return the name, or null if nothing is configured for the method
     * @throws InvalidGuardException if it has two names
     */
    @Nullable
    String nameOf(String bean, Class<?> type, Method method);
}
