package io.resilientagent.sample.simulator;

import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Breaks the simulated providers and heals them. */
@RestController
@RequestMapping("/simulator")
@Profile("!" + SimulatorInitializer.LIVE)
class SimulatorController {

    private final Simulator simulator;

    SimulatorController(Simulator simulator) {
        this.simulator = simulator;
    }

    @GetMapping
    Map<String, ProviderStatus> all() {
        return this.simulator.status();
    }

    @GetMapping("/{provider}")
    ProviderStatus one(@PathVariable String provider) {
        return this.simulator.status(Provider.named(provider));
    }

    @PostMapping("/{provider}")
    ProviderStatus set(@PathVariable String provider, @RequestBody FaultOrder order) {
        return this.simulator.set(Provider.named(provider), order.toFault());
    }

    @DeleteMapping("/{provider}")
    ProviderStatus heal(@PathVariable String provider) {
        return this.simulator.set(Provider.named(provider), null);
    }

    @ExceptionHandler
    ProblemDetail refuse(InvalidFaultException ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
    }
}
