package io.resilientagent.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.resilientagent.plan.InvalidGuardException;
import io.resilientagent.plan.Spelling;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.util.ReflectionUtils;

/**
 * All overloads of some methods of one bean. What is private or static cannot be called through a bean, so that it is
 * meant only where nothing else is called so.
 *
 * @param key where they are configured
 * @param beans the name and the aliases of the bean
 * @param names the names of the methods
 */
record NamedMethods(String key, Set<String> beans, List<String> names) implements MethodSelector {

    @Override
    public boolean isAbout(String bean) {
        return this.beans.contains(
                ScopedProxyUtils.isScopedTarget(bean) ? ScopedProxyUtils.getOriginalBeanName(bean) : bean);
    }

    @Override
    public void check(String bean, Class<?> type) {
        if (isAbout(bean)) {
            this.names.forEach((name) -> check(bean, type, name));
        }
    }

    private void check(String bean, Class<?> type, String name) {
        List<String> known = Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .filter((method) -> method.getDeclaringClass() != Object.class && !method.isSynthetic())
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
        if (!known.contains(name)) {
            throw InvalidGuardException.ofBean(
                    bean,
                    type,
                    "'" + this.key + ".methods' names '" + name + "', which it does not have",
                    Spelling.nearest(name, known)
                            .map((meant) -> "Write '" + meant + "'")
                            .orElse("Name some of " + known.stream().limit(20).toList()));
        }
    }

    @Override
    public boolean selects(String bean, Class<?> type, Method method) {
        return isAbout(bean)
                && this.names.contains(method.getName())
                && (isCallable(method)
                        || Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                                .noneMatch((other) -> other.getName().equals(method.getName()) && isCallable(other)));
    }

    private static boolean isCallable(Method method) {
        return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }
}
