package io.resilientagent.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts applications, and tells what a person reads where one does not start. */
final class StartUp {

    private StartUp() {}

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ResilientAgentAutoConfiguration.class));
    }

    /** An application with a bean {@code agent} of this type. */
    static <T> ApplicationContextRunner runner(Class<T> agent) {
        return runner().withBean("agent", agent, () -> BeanUtils.instantiateClass(agent));
    }

    /** What the first of all failure analyzers, in their own order, says about an application that must not start. */
    static String refusal(ApplicationContextRunner runner) {
        FailureAnalysis analysis = analysis(runner);
        return analysis.getDescription() + "\n" + analysis.getAction();
    }

    static FailureAnalysis analysis(ApplicationContextRunner runner) {
        AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
        AtomicReference<FailureAnalysis> result = new AtomicReference<>();
        runner.withInitializer(started::set).run((context) -> {
            assertThat(context).hasFailed();
            result.set(analyze(started.get(), context.getStartupFailure()));
        });
        return result.get();
    }

    private static FailureAnalysis analyze(ConfigurableApplicationContext context, Throwable failure) {
        ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                .and(Environment.class, context.getEnvironment());
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, arguments, (type, name, missing) -> {
                    // Like Boot: an analyzer whose library is not there does not count.
                });
        for (FailureAnalyzer analyzer : analyzers) {
            FailureAnalysis analysis = analyzer.analyze(failure);
            if (analysis != null) {
                return analysis;
            }
        }
        throw new AssertionError("Nobody can explain this failure", failure);
    }
}
