package io.resilientagent.benchmarks.call;

/** An interceptor that reads the clock before and after the call, as whoever times calls has to. */
final class ClockInterceptor implements Contender {

    private final Agent agent = Proxies.agent((invocation) -> {
        long start = System.nanoTime();
        Object answer = invocation.proceed();
        long nanos = System.nanoTime() - start;
        if (nanos < 0) {
            throw new IllegalStateException("The clock runs backwards");
        }
        return answer;
    });

    @Override
    public Object call(Work work) {
        return this.agent.answer(work);
    }
}
