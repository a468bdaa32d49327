package io.resilientagent.autoconfigure;

import java.util.Arrays;
import java.util.Objects;

import io.resilientagent.aop.GuardPostProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/** Says why a final class cannot be injected that is guarded, and so has a proxy of its interfaces only. */
final class HiddenClassFailureAnalyzer extends AbstractFailureAnalyzer<BeansException> implements Ordered {

    private final BeanFactory beanFactory;

    HiddenClassFailureAnalyzer(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeansException cause) {
        Class<?> wanted = wanted(rootFailure);
        if (wanted == null || !(this.beanFactory instanceof ConfigurableListableBeanFactory listable)) {
            return null;
        }
        return Arrays.stream(listable.getBeanDefinitionNames())
                .filter((name) -> wanted.equals(
                        listable.getMergedBeanDefinition(name).getAttribute(GuardPostProcessor.HIDDEN_CLASS)))
                .findFirst()
                .map((name) -> analysis(name, wanted, rootFailure, cause))
                .orElse(null);
    }

    private @Nullable Class<?> wanted(Throwable failure) {
        BeanNotOfRequiredTypeException other = findCause(failure, BeanNotOfRequiredTypeException.class);
        if (other != null) {
            return other.getRequiredType();
        }
        NoSuchBeanDefinitionException none = findCause(failure, NoSuchBeanDefinitionException.class);
        return (none != null && none.getResolvableType() != null)
                ? none.getResolvableType().resolve()
                : null;
    }

    private FailureAnalysis analysis(String bean, Class<?> type, Throwable failure, BeansException cause) {
        UnsatisfiedDependencyException dependency = findCause(failure, UnsatisfiedDependencyException.class);
        String where = (dependency != null && dependency.getInjectionPoint() != null)
                ? Objects.toString(dependency.getInjectionPoint())
                : "something";
        return new FailureAnalysis(
                "Bean '%s' (%s) is guarded, and as its class is final only its interfaces have a proxy; but %s asks for the class."
                        .formatted(bean, type.getName(), where),
                "Ask for one of its interfaces instead: %s. Or take the guard away, and make its calls through ResilientCalls; a model of Spring AI is guarded by ResilientModels."
                        .formatted(ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                                .map(Class::getName)
                                .toList()),
                cause);
    }
}
