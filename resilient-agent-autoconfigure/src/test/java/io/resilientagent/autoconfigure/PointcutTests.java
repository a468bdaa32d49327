package io.resilientagent.autoconfigure;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Methods of beans that cannot be annotated are guarded by a pointcut. */
class PointcutTests {

    private static final String HERE = "io.resilientagent.autoconfigure.PointcutTests";

    @Test
    void selectsPublicMethodsOfAllBeansThatItMatches() {
        guarded("execution(* " + HERE + ".*Gateway.*(..))").run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(FirstGateway.class).ask("one")).isEqualTo("answer to one");
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(SecondGateway.class).query("two")).isEqualTo("answer to two");
            provider.failNext(FailureKind.OVERLOADED);
            assertThat(catchThrowable(() -> context.getBean(FirstGateway.class).hidden("three")))
                    .isNotNull();
            assertThat(AopUtils.isAopProxy(context.getBean(Other.class))).isFalse();
            assertThat(context.getBean(CallCatalog.class).names()).containsExactly("gateway");
        });
    }

    @Test
    void selectsByInterface() {
        guarded("execution(* " + HERE + ".Contract.ask(..))").run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(FirstGateway.class).ask("one")).isEqualTo("answer to one");
            assertThat(AopUtils.isAopProxy(context.getBean(SecondGateway.class)))
                    .isFalse();
        });
    }

    @Test
    void selectsMethodsOfAJdkProxy() {
        guarded("execution(* " + HERE + ".Contract.ask(..))")
                .withBean("lambda", Contract.class, () -> (question) -> "lambda " + question)
                .run((context) -> assertThat(AopUtils.isAopProxy(context.getBean("lambda")))
                        .isTrue());
    }

    @Test
    void worksBesideAnAutoProxyCreator() {
        guarded("execution(* " + HERE + ".FirstGateway.ask(..))")
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThat(catchThrowable(
                                    () -> context.getBean(FirstGateway.class).ask("one")))
                            .isNotNull();
                    assertThat(context.getBean(FakeProvider.class).calls()).isEqualTo(3);
                });
    }

    @Test
    void isConfiguredUnderAnySpellingOfItsName() {
        guarded("execution(* " + HERE + ".FirstGateway.ask(..))")
                .withPropertyValues("resilient-agent.calls.gate-way.retry.max-attempts=1")
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThat(catchThrowable(
                                    () -> context.getBean(FirstGateway.class).ask("one")))
                            .isNotNull();
                    assertThat(context.getBean(FakeProvider.class).calls()).isEqualTo(1);
                });
    }

    @Test
    void annotatedMethodThatIsMatchedTooIsRefused() {
        assertThat(StartUp.refusal(guarded("within(" + HERE + ".Annotated)").withBean(Annotated.class)))
                .contains("it is the call 'annotated' by its @LlmCall")
                .contains("'resilient-agent.calls.gateway' selects it too");
    }

    @Test
    void finalMethodThatIsMatchedIsRefused() {
        assertThat(StartUp.refusal(guarded("within(" + HERE + ".WithFinal)").withBean("late", WithFinal.class)))
                .contains("Bean 'late', method WithFinal.ask(String)")
                .contains("it is final");
    }

    private static ApplicationContextRunner guarded(String pointcut) {
        return Guarded.by(new ManualTime(), FirstGateway.class, SecondGateway.class, Other.class)
                .withPropertyValues("resilient-agent.calls.gateway.pointcut=" + pointcut);
    }

    interface Contract {
        String ask(String question);
    }

    static class FirstGateway implements Contract {
        private final FakeProvider provider;

        FirstGateway(FakeProvider provider) {
            this.provider = provider;
        }

        @Override
        public String ask(String question) {
            return this.provider.ask(question);
        }

        String hidden(String question) {
            return this.provider.ask(question);
        }
    }

    static class SecondGateway {
        private final FakeProvider provider;

        SecondGateway(FakeProvider provider) {
            this.provider = provider;
        }

        public String query(String question) {
            return this.provider.ask(question);
        }
    }

    static class Other {
        public String ask(String question) {
            return question;
        }
    }

    static class Annotated {
        @LlmCall("annotated")
        public String ask(String question) {
            return question;
        }
    }

    static class WithFinal {
        public final String ask(String question) {
            return question;
        }
    }
}
