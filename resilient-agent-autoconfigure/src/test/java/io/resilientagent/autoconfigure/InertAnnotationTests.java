package io.resilientagent.autoconfigure;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

/** Annotations that nothing would ever read stop the start. */
class InertAnnotationTests {

    @Test
    void privateMethod() {
        assertThat(refusal(PrivateMethod.class))
                .contains("Bean 'agent', method PrivateMethod.answer()")
                .contains("it is private")
                .contains("its annotation would do nothing")
                .contains("Make it an overridable method");
    }

    @Test
    void privateMethodBesideAGuardedOne() {
        assertThat(refusal(PrivateBesidePublic.class)).contains("method PrivateBesidePublic.other()");
    }

    @Test
    void privateMethodOfASuperClass() {
        assertThat(refusal(InheritsPrivate.class)).contains("answer()").contains("it is private");
    }

    @Test
    void finalMethod() {
        assertThat(refusal(FinalMethod.class))
                .contains("Bean 'agent', method FinalMethod.answer()")
                .contains("it is final");
    }

    @Test
    void finalMethodOfAGuardedType() {
        assertThat(refusal(FinalMethodOfGuardedType.class))
                .contains("method FinalMethodOfGuardedType.answer()")
                .contains("it is final");
    }

    @Test
    void staticMethod() {
        assertThat(refusal(StaticMethod.class))
                .contains("Bean 'agent', method StaticMethod.answer()")
                .contains("it is static");
    }

    @Test
    void fallbackAloneOnAPrivateMethod() {
        assertThat(refusal(PrivateFallback.class)).contains("method PrivateFallback.answer()");
    }

    @Test
    void finalClassWithoutInterface() {
        assertThat(refusal(FinalClass.class))
                .contains("Bean 'agent' (" + FinalClass.class.getName() + ")")
                .contains("the class is final and has no interface")
                .contains("Make the class non-final, or give it an interface");
    }

    @Test
    void record() {
        assertThat(refusal(Record.class)).contains("the class is final and has no interface");
    }

    @Test
    void finalClassWhoseGuardedMethodIsNotOfItsInterface() {
        assertThat(refusal(FinalWithOtherInterface.class))
                .contains("method other is in none of its interfaces")
                .contains("final");
    }

    @Test
    void finalClassWithInterfaceWhereTheClassIsAskedFor() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("agent", FinalWithInterface.class)
                        .withUserConfiguration(WantsTheClass.class)))
                .contains("agent")
                .contains("interface");
    }

    @Test
    void beanCreatedTooEarly() {
        assertThat(StartUp.refusal(StartUp.runner().withUserConfiguration(TooEarly.class)))
                .contains("Bean 'agent' (" + Good.class.getName() + ")")
                .contains("created before it could be guarded")
                .contains("static");
    }

    @Test
    void lazyBeanIsCheckedToo() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("agent", PrivateMethod.class, PrivateMethod::new, (bean) -> bean.setLazyInit(true))))
                .contains("method PrivateMethod.answer()");
    }

    @Test
    void prototypeIsCheckedToo() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean(
                                "agent",
                                PrivateMethod.class,
                                PrivateMethod::new,
                                (bean) -> bean.setScope("prototype"))))
                .contains("method PrivateMethod.answer()");
    }

    @Test
    void lazyFinalClassIsCheckedToo() {
        assertThat(StartUp.refusal(StartUp.runner()
                        .withBean("agent", FinalClass.class, FinalClass::new, (bean) -> bean.setLazyInit(true))))
                .contains("the class is final and has no interface");
    }

    private static String refusal(Class<?> agent) {
        return StartUp.refusal(new Runner().with(agent));
    }

    private static final class Runner {

        <T> ApplicationContextRunner with(Class<T> agent) {
            return StartUp.runner().withBean("agent", agent, () -> instance(agent));
        }

        private static <T> T instance(Class<T> type) {
            return BeanUtils.instantiateClass(type);
        }
    }

    static class Good {

        @LlmCall("answer")
        public String answer() {
            return "";
        }
    }

    static class PrivateMethod {

        @LlmCall("answer")
        private String answer() {
            return "";
        }
    }

    static class PrivateBesidePublic extends Good {

        @CircuitGuarded("other")
        private String other() {
            return "";
        }
    }

    static class InheritsPrivate extends PrivateMethod {}

    static class FinalMethod {

        @LlmCall("answer")
        public final String answer() {
            return "";
        }
    }

    @LlmCall
    static class FinalMethodOfGuardedType {

        public final String answer() {
            return "";
        }
    }

    static class StaticMethod {

        @LlmCall("answer")
        public static String answer() {
            return "";
        }
    }

    static class PrivateFallback {

        @Fallback(text = "busy")
        private String answer() {
            return "";
        }
    }

    static final class FinalClass {

        @LlmCall("answer")
        public String answer() {
            return "";
        }
    }

    record Record() {

        @LlmCall("answer")
        public String answer() {
            return "";
        }
    }

    interface Contract {

        String answer();
    }

    static final class FinalWithInterface implements Contract {

        @Override
        @LlmCall("answer")
        public String answer() {
            return "";
        }
    }

    static final class FinalWithOtherInterface implements Contract {

        @Override
        public String answer() {
            return "";
        }

        @LlmCall("other")
        public String other() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WantsTheClass {

        @Bean
        String wants(FinalWithInterface agent) {
            return agent.answer();
        }
    }

    static class Eager implements BeanPostProcessor, PriorityOrdered {

        @Override
        public int getOrder() {
            return 0;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TooEarly {

        @Bean
        static Good agent() {
            return new Good();
        }

        @Bean
        static Eager eager(Good agent) {
            return new Eager();
        }
    }
}
