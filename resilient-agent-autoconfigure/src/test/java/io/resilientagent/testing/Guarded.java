package io.resilientagent.testing;

import io.resilientagent.autoconfigure.ResilientAgentAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application that guards calls. */
public final class Guarded {

    private Guarded() {}

    /** An application whose time is the test's, with beans of these types. */
    public static ApplicationContextRunner by(ManualTime time, Class<?>... beans) {
        ApplicationContextRunner runner = byRealTime(beans);
        return runner.withBean(ManualTime.class, () -> time);
    }

    /** An application whose methods do what a test says, in the test's time, and are tried again without a wait. */
    public static ApplicationContextRunner by(ManualTime time, Bodies bodies, Class<?>... beans) {
        return scripted(by(time, beans), bodies);
    }

    /** An application whose methods do what a test says, and are tried again without a wait. */
    public static ApplicationContextRunner byRealTime(Bodies bodies, Class<?>... beans) {
        return scripted(byRealTime(beans), bodies);
    }

    private static ApplicationContextRunner scripted(ApplicationContextRunner runner, Bodies bodies) {
        return runner.withBean(Bodies.class, () -> bodies)
                .withPropertyValues("resilient-agent.calls.default.retry.delay=0");
    }

    /** An application whose time is the system's, with beans of these types. */
    public static ApplicationContextRunner byRealTime(Class<?>... beans) {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class))
                .withBean(FakeProvider.class);
        for (Class<?> bean : beans) {
            runner = runner.withUserConfiguration(bean);
        }
        return runner;
    }
}
