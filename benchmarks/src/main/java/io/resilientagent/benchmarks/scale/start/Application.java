package io.resilientagent.benchmarks.scale.start;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.function.IntFunction;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with generated beans, which tells how it started. Uses no other class of the benchmarks: it is copied
 * to a class path that has no more than it measures.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {

    /**
     * Starts and ends.
     *
     * @param arguments how many bean classes there are, and how many methods each has
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        int beans = Integer.parseInt(arguments[0]);
        int methods = Integer.parseInt(arguments[1]);
        Class<?>[] sources = new Class<?>[beans + 1];
        sources[beans] = Application.class;
        for (int i = 0; i < beans; i++) {
            sources[i] = Class.forName("generated.Bean" + i);
        }
        SpringApplication application = new SpringApplication(sources);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addListeners((ApplicationListener<ApplicationReadyEvent>) Application::ready);
        try (ConfigurableApplicationContext context = application.run()) {
            print("heap", heap());
            print("threads", ManagementFactory.getThreadMXBean().getThreadCount());
            call(context, beans, methods);
            print("heap after calls", heap());
            print("threads after calls", ManagementFactory.getThreadMXBean().getThreadCount());
        }
        System.exit(0);
    }

    private static void ready(ApplicationReadyEvent event) {
        print(
                "start",
                System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime());
        Duration taken = event.getTimeTaken();
        print("spring", (taken != null) ? taken.toMillis() : 0);
    }

    private static void call(ConfigurableApplicationContext context, int beans, int methods)
            throws ReflectiveOperationException {
        for (int i = 0; i < beans; i++) {
            Constructor<?> constructor = Class.forName("generated.Caller" + i).getConstructors()[0];
            IntFunction<?> caller = (IntFunction<?>)
                    constructor.newInstance(context.getBean(constructor.getParameterTypes()[0]));
            for (int method = 0; method < methods; method++) {
                caller.apply(method);
            }
        }
    }

    private static double heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024.0 * 1024.0);
    }

    private static void print(String name, double value) {
        System.out.println("figure " + name + "=" + value);
    }
}
