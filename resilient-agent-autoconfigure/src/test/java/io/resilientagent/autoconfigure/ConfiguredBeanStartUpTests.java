package io.resilientagent.autoconfigure;

import java.util.stream.Stream;

import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** What is configured for beans that cannot be annotated, and cannot work, stops the start. */
@ExtendWith(OutputCaptureExtension.class)
class ConfiguredBeanStartUpTests {

    private static final String CALL = "resilient-agent.calls.gateway.";

    @Test
    void unknownBean() {
        assertThat(refusal("bean=gatway", "methods=ask"))
                .contains("resilient-agent.calls.gateway (its bean 'gatway' does not exist)")
                .contains("Write 'resilient-agent.calls.gateway.bean: gateway'");
    }

    @Test
    void unknownMethod() {
        assertThat(refusal("bean=gateway", "methods=askk"))
                .contains("Bean 'gateway' (" + Gateway.class.getName() + ")")
                .contains("'resilient-agent.calls.gateway.methods' names 'askk', which it does not have")
                .contains("Write 'ask'");
    }

    @Test
    void beanThatSpringDoesNotMake() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withInitializer(
                                (context) -> context.getBeanFactory().registerSingleton("gateway", new Gateway()))
                        .withPropertyValues(CALL + "bean=gateway", CALL + "methods=ask")))
                .contains("its bean 'gateway' is not made by Spring")
                .contains("ResilientCalls");
    }

    @Test
    void privateFinalAndStaticMethods() {
        for (String method : new String[] {"hidden", "closed", "shared"}) {
            assertThat(refusal("bean=gateway", "methods=" + method))
                    .contains("Bean 'gateway', method Gateway." + method + "()")
                    .containsAnyOf("it is private", "it is final", "it is static")
                    .contains("Take it out of 'resilient-agent.calls.gateway'");
        }
    }

    @Test
    void beanWithoutMethodsAndMethodsWithoutBean() {
        assertThat(refusal("bean=gateway")).contains("it has 'bean' without 'methods'", "methods: [call]");
        assertThat(refusal("methods=ask")).contains("it has 'methods' without 'bean'");
    }

    @Test
    void beanAndPointcut() {
        assertThat(refusal("bean=gateway", "methods=ask", "pointcut=execution(* *(..))"))
                .contains("it has both 'bean' and 'pointcut'");
    }

    @Test
    void selectionInDefault() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withPropertyValues(
                                "resilient-agent.calls.default.bean=gateway",
                                "resilient-agent.calls.default.methods=ask")))
                .contains("'resilient-agent.calls.default': it selects methods")
                .contains("Write it under the name of one call");
    }

    @Test
    void twoNamesForOneMethod() {
        assertThat(StartUp.refusal(runner("bean=gateway", "methods=ask")
                        .withPropertyValues(
                                "resilient-agent.calls.other.bean=gateway", "resilient-agent.calls.other.methods=ask")))
                .contains("method ask is selected by two calls")
                .contains("resilient-agent.calls.gateway", "resilient-agent.calls.other");
    }

    @Test
    void anotherNameThanItsAnnotation() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("gateway", Annotated.class)
                        .withPropertyValues(CALL + "bean=gateway", CALL + "methods=ask")))
                .contains("it is the call 'other' by its @LlmCall, and 'resilient-agent.calls.gateway' selects it too");
    }

    @Test
    void finalClassWithoutInterface() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("gateway", FinalGateway.class)
                        .withPropertyValues(CALL + "bean=gateway", CALL + "methods=ask")))
                .contains("the class is final and has no interface")
                .contains("ResilientCalls", "ResilientModels");
    }

    @Test
    void finalClassThatIsAskedForAsItself() {
        for (Class<?> asking : new Class<?>[] {AsksBeforeItIsMade.class, AsksAfterItWasMade.class}) {
            assertThat(StartUp.refusal(StartUp.runner()
                            .withUserConfiguration(asking)
                            .withPropertyValues(CALL + "bean=gateway", CALL + "methods=get")))
                    .contains("Bean 'gateway' (" + FinalSupplier.class.getName() + ") is guarded")
                    .contains("asks for the class")
                    .contains("Ask for one of its interfaces instead: [java.util.function.Supplier]")
                    .contains("ResilientModels");
        }
    }

    @Test
    void lazyBeanIsCheckedToo() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("gateway", Gateway.class, Gateway::new, (bean) -> bean.setLazyInit(true))
                        .withPropertyValues(CALL + "bean=gateway", CALL + "methods=askk")))
                .contains("names 'askk', which it does not have");
    }

    @Test
    void returnTypeThatCannotBeGuarded() {
        assertThat(refusal("bean=gateway", "methods=stream"))
                .contains("Bean 'gateway', method Gateway.stream()")
                .contains("returned before the call is made");
    }

    @Test
    void pointcutThatSelectsNothing() {
        assertThat(refusal("pointcut=execution(* com.acme..*Gateway.*(..))"))
                .contains("resilient-agent.calls.gateway (its pointcut execution(* com.acme..*Gateway.*(..)) selects no"
                        + " public method of a bean)")
                .contains("Compare the package, the class and the method");
    }

    @Test
    void whatSelectsNothingCanBeAWarning(CapturedOutput output) {
        runner("pointcut=execution(* com.acme..*Gateway.*(..))")
                .withPropertyValues("resilient-agent.unused-names=warn")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).contains("selects no public method of a bean");
    }

    @Test
    void pointcutThatCannotBeRead() {
        assertThat(refusal("pointcut=everything please"))
                .contains("'resilient-agent.calls.gateway.pointcut': (everything please) is no pointcut")
                .contains("Write it like execution(* com.acme..*Gateway.*(..))");
    }

    @Test
    void pointcutThatDependsOnTheCall() {
        for (String pointcut : new String[] {"args(String)", "bean(gateway)", "this(java.lang.Runnable)"}) {
            assertThat(refusal("pointcut=" + pointcut))
                    .contains("depends on more than the method", "'bean' and 'methods'");
        }
    }

    @Test
    void pointcutWithoutAspectJ() {
        assertThat(StartUp.refusal(runner("pointcut=execution(* *..Gateway.ask(..))")
                        .withClassLoader(new FilteredClassLoader("org.aspectj"))))
                .contains("org.aspectj:aspectjweaver is not on the class path")
                .contains("Add org.springframework.boot:spring-boot-starter-aspectj", "'bean' and 'methods'");
    }

    private static String refusal(String... properties) {
        return StartUp.refusal(runner(properties));
    }

    private static ApplicationContextRunner runner(String... properties) {
        return StartUp.runner()
                .withBean("gateway", Gateway.class)
                .withPropertyValues(
                        Stream.of(properties).map((property) -> CALL + property).toArray(String[]::new));
    }

    static class Gateway {
        public String ask(String question) {
            return question;
        }

        public Stream<String> stream() {
            return Stream.of();
        }

        private String hidden() {
            return "";
        }

        public final String closed() {
            return "";
        }

        public static String shared() {
            return "";
        }
    }

    static class Annotated {
        @LlmCall("other")
        public String ask(String question) {
            return question;
        }
    }

    static final class FinalGateway {
        public String ask(String question) {
            return question;
        }
    }

    static final class FinalSupplier implements java.util.function.Supplier<String> {
        @Override
        public String get() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AsksBeforeItIsMade {
        @Bean
        String asks(FinalSupplier gateway) {
            return gateway.get();
        }

        @Bean
        FinalSupplier gateway() {
            return new FinalSupplier();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AsksAfterItWasMade {
        @Bean
        FinalSupplier gateway() {
            return new FinalSupplier();
        }

        @Bean
        String asks(FinalSupplier gateway) {
            return gateway.get();
        }
    }
}
