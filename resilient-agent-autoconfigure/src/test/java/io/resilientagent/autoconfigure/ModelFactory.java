package io.resilientagent.autoconfigure;

import io.resilientagent.testing.FakeProvider;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.stereotype.Component;

/** Makes a model that configuration guards. */
@Component("model")
class ModelFactory implements FactoryBean<ConfiguredBeanTests.Model> {

    private final FakeProvider provider;

    ModelFactory(FakeProvider provider) {
        this.provider = provider;
    }

    @Override
    public ConfiguredBeanTests.Model getObject() {
        return new ConfiguredBeanTests.Model(this.provider);
    }

    @Override
    public Class<?> getObjectType() {
        return ConfiguredBeanTests.Model.class;
    }
}
