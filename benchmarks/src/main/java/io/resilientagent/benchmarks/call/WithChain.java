package io.resilientagent.benchmarks.call;

/** All three annotations, and a chain of two models of which the first answers. */
final class WithChain extends OurContender {

    WithChain(Setting setting) {
        super(application(setting).with("calls.answer.chain", "some/model, other/model"));
    }
}
