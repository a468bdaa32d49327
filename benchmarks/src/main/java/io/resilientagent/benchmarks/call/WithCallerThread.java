package io.resilientagent.benchmarks.call;

/** All three annotations, and a limit of time that only interrupts the caller's thread. */
final class WithCallerThread extends OurContender {

    WithCallerThread(Setting setting) {
        super(application(setting)
                .with("calls.default.timeout", "30s")
                .with("calls.default.timeout-mode", "caller-thread"));
    }
}
