package io.resilientagent.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.resilientagent.plan.BeanTypes;
import io.resilientagent.plan.TextValues;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** What plans ask of the bean factory. */
record BeanFactoryAdapter(ConfigurableListableBeanFactory beanFactory, Environment environment)
        implements BeanTypes, TextValues {

    @Override
    public @Nullable Class<?> typeOf(String beanName) {
        Class<?> type = this.beanFactory.containsBean(beanName) ? this.beanFactory.getType(beanName, false) : null;
        return (type != null) ? ClassUtils.getUserClass(type) : null;
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
