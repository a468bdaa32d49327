package io.resilientagent.benchmarks.scale;

import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Spring Boot applications without a web server, with this library and Resilience4j in them. */
public final class Applications {

    private Applications() {}

    /** Starts one with these beans and properties. */
    public static ConfigurableApplicationContext start(Map<String, Object> properties, Class<?>... beans) {
        return start(properties, List.of(), beans);
    }

    /** Starts one with these beans and properties, and with objects that the beans need. */
    public static ConfigurableApplicationContext start(
            Map<String, Object> properties, List<Object> needed, Class<?>... beans) {
        SpringApplication application = new SpringApplication(Everything.class);
        application.addPrimarySources(List.of(beans));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties);
        application.addInitializers((context) -> needed.forEach((object) ->
                context.getBeanFactory().registerSingleton(object.getClass().getSimpleName(), object)));
        return application.run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}
}
