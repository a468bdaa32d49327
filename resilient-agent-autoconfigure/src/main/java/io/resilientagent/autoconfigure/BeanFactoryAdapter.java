package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.resilientagent.plan.BeanTypes;
import io.resilientagent.plan.TextValues;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** What plans ask of the bean factory. */
record BeanFactoryAdapter(ConfigurableListableBeanFactory beanFactory, Environment environment)
        implements BeanTypes, TextValues {

    @Override
    public @Nullable Class<?> typeOf(String beanName) {
        if (!this.beanFactory.containsBean(beanName)) {
            return null;
        }
        String target = ScopedProxyUtils.getTargetBeanName(beanName);
        Class<?> type =
                this.beanFactory.getType(this.beanFactory.containsBeanDefinition(target) ? target : beanName, false);
        return (type != null) ? ClassUtils.getUserClass(type) : null;
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>();
        this.beanFactory.getBeanNamesIterator().forEachRemaining(names::add);
        return names;
    }

    @Override
    public <T> List<T> beans(Class<T> type) {
        return this.beanFactory.getBeanProvider(type).orderedStream().toList();
    }

    @Override
    public Object bean(String beanName) {
        return this.beanFactory.getBean(beanName);
    }

    @Override
    public String resolve(String text) {
        String resolved = this.beanFactory.resolveEmbeddedValue(text);
        // Without a configurer for placeholders the bean factory lets those pass that have no value.
        return this.environment.resolveRequiredPlaceholders((resolved != null) ? resolved : text);
    }

    @Override
    public Duration duration(String text) {
        return DurationStyle.detectAndParse(text);
    }
}
