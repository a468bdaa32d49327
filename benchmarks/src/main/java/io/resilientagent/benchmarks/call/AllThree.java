package io.resilientagent.benchmarks.call;

/** All three annotations; without a fallback where none is to answer. */
final class AllThree implements Contender {

    private final OurApplication application;

    private final Contender agent;

    AllThree(Setting setting) {
        Class<?> type = setting.hasFallback() ? GuardedAgent.class : UnansweredAgent.class;
        this.application = new OurApplication(type, setting).start();
        this.agent = setting.hasFallback()
                ? this.application.bean(GuardedAgent.class)::answer
                : this.application.bean(UnansweredAgent.class)::answer;
    }

    @Override
    public Object call(Work work) throws Exception {
        return this.agent.call(work);
    }

    @Override
    public void close() {
        this.application.close();
    }
}
