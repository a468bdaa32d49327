package io.resilientagent.actuate;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that knows two circuits. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TestApplication {

    @Bean
    SmartInitializingSingleton circuits(CircuitRegistry circuits) {
        return () -> {
            circuits.circuit("acme/large", CircuitSettings.defaults());
            circuits.circuit("tenant-a@b.c#overflow", CircuitSettings.defaults());
        };
    }

    @Bean
    AuditEventRepository auditEvents() {
        return new InMemoryAuditEventRepository();
    }
}
