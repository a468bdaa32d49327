package io.resilientagent.benchmarks.scale.methods;

/** What guards a generated method. Each has a circuit of its own and a fallback method. */
public enum Guarding {

    /** Nothing. */
    NONE("without") {
        @Override
        String annotations(String circuit) {
            return "";
        }
    },

    /** An interceptor that only proceeds: what Spring's proxies and the machine make of that many methods. */
    EMPTY("an empty interceptor") {
        @Override
        String annotations(String circuit) {
            return "@io.resilientagent.benchmarks.scale.methods.Intercepted";
        }
    },

    /** This library. */
    OURS("ours") {
        @Override
        String annotations(String circuit) {
            return "@io.resilientagent.annotation.LlmCall(name = \"" + circuit + "\", model = \"some/model\")"
                    + " @io.resilientagent.annotation.CircuitGuarded(\"" + circuit + "\")"
                    + " @io.resilientagent.annotation.Fallback(method = \"fallback\")";
        }
    },

    /** Resilience4j's annotations. */
    RESILIENCE4J("Resilience4j") {
        @Override
        String annotations(String circuit) {
            return "@io.github.resilience4j.retry.annotation.Retry(name = \"" + circuit
                    + "\", fallbackMethod = \"fallback\")"
                    + " @io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = \"" + circuit + "\")";
        }
    };

    private final String title;

    Guarding(String title) {
        this.title = title;
    }

    abstract String annotations(String circuit);

    /** Its name in tables. */
    public String title() {
        return this.title;
    }
}
