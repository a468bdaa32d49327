package io.resilientagent.benchmarks.call;

/** This library before a method with all three annotations; how it is configured is the matter of each contender. */
abstract class OurContender implements Contender {

    private final OurApplication application;

    private final GuardedAgent agent;

    OurContender(OurApplication application) {
        this.application = application.start();
        this.agent = application.bean(GuardedAgent.class);
    }

    static OurApplication application(Setting setting) {
        return new OurApplication(GuardedAgent.class, setting);
    }

    final OurApplication application() {
        return this.application;
    }

    @Override
    public final Object call(Work work) {
        return this.agent.answer(work);
    }

    @Override
    public final void close() {
        this.application.close();
    }
}
