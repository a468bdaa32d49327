package io.resilientagent.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.engine.CallCatalog;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Adds {@code resilientAgent} to the application's info: the version, and how many calls and circuits there are. */
public final class AgentInfoContributor implements InfoContributor {

    private final CircuitRegistry circuits;

    private final CallCatalog catalog;

    /** Creates the contributor. */
    public AgentInfoContributor(CircuitRegistry circuits, CallCatalog catalog) {
        this.circuits = circuits;
        this.catalog = catalog;
    }

    @Override
    public void contribute(Info.Builder builder) {
        AtomicInteger number = new AtomicInteger();
        this.circuits.forEach((circuit) -> number.incrementAndGet());
        Map<String, Object> values = new LinkedHashMap<>();
        String version = AgentInfoContributor.class.getPackage().getImplementationVersion();
        if (version != null) {
            values.put("version", version);
        }
        values.put("calls", this.catalog.names().size());
        values.put("circuits", number.get());
        builder.withDetail("resilientAgent", values);
    }
}
