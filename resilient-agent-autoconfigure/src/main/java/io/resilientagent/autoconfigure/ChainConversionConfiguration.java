package io.resilientagent.autoconfigure;

import io.resilientagent.plan.TargetSettings;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/** Lets an entry of a chain be a plain {@code provider/model} line. */
@Configuration(proxyBeanMethods = false)
class ChainConversionConfiguration {

    @Bean
    @ConfigurationPropertiesBinding
    static TargetConverter resilientAgentTargetConverter() {
        return new TargetConverter();
    }

    static final class TargetConverter implements Converter<String, TargetSettings> {

        @Override
        public TargetSettings convert(String source) {
            return TargetSettings.of(source);
        }
    }
}
