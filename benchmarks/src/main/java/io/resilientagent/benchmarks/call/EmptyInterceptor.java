package io.resilientagent.benchmarks.call;

/** The least that a guard by annotation can cost: a proxy of Spring with one interceptor that only proceeds. */
final class EmptyInterceptor implements Contender {

    private final Agent agent = Proxies.agent((invocation) -> invocation.proceed());

    @Override
    public Object call(Work work) {
        return this.agent.answer(work);
    }
}
