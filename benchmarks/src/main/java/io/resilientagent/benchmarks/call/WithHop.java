package io.resilientagent.benchmarks.call;

/** All three annotations, and a limit of time as it is by default: on a worker, with the caller's context. */
final class WithHop extends OurContender {

    WithHop(Setting setting) {
        super(application(setting).with("calls.default.timeout", "30s"));
    }
}
