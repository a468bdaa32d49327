package io.resilientagent.aop;

import java.lang.reflect.Method;

/** Selects the methods that are one configured call. */
interface MethodSelector {

    /** Whether it selects by the name of a bean, and this is it. */
    boolean isAbout(String bean);

    /** Refuses a bean of this class that lacks a method which was named. */
    void check(String bean, Class<?> type);

    boolean selects(String bean, Class<?> type, Method method);
}
