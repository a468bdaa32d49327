package io.resilientagent.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;

import io.resilientagent.plan.InvalidGuardException;
import org.springframework.util.ClassUtils;

/** What kind of proxy can stand before a class. */
final class Proxies {

    private static final String NOT_YOURS = "A class that is not yours is called through ResilientCalls instead, and a"
            + " model of Spring AI through ResilientModels";

    private Proxies() {}

    /** Whether a proxy of this class can have its interfaces only. */
    static boolean haveInterfacesOnly(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) || Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
    }

    /** Refuses guards that a proxy with nothing but interfaces would never see. */
    static void check(String bean, Class<?> type, List<GuardAdvisor> guards) {
        if (ClassUtils.getAllInterfacesForClassAsSet(type).isEmpty()) {
            throw InvalidGuardException.ofBean(
                    bean,
                    type,
                    "the class is final and has no interface, so that no proxy can stand before it and its guards would"
                            + " do nothing",
                    "Make the class non-final, or give it an interface and inject that. " + NOT_YOURS);
        }
        for (GuardAdvisor guard : guards) {
            Method method = guard.guarded();
            if (!method.getDeclaringClass().isInterface()
                    && !ClassUtils.getInterfaceMethodIfPossible(method, type)
                            .getDeclaringClass()
                            .isInterface()) {
                throw InvalidGuardException.ofBean(
                        bean,
                        type,
                        "method " + method.getName() + " is in none of its interfaces, and as the class is final only"
                                + " these have a proxy, so that its guard would do nothing",
                        "Make the class non-final, or add the method to an interface and inject that. " + NOT_YOURS);
            }
        }
    }
}
