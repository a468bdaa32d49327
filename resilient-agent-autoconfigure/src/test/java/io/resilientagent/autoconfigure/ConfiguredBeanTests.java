package io.resilientagent.autoconfigure;

import io.resilientagent.AgentResult;
import io.resilientagent.CallContext;
import io.resilientagent.Repeat;
import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import io.resilientagent.failure.FailureKind;
import io.resilientagent.testing.FakeProvider;
import io.resilientagent.testing.Guarded;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/** Methods of beans that cannot be annotated are guarded by the name of their bean. */
class ConfiguredBeanTests {

    private static final String CALL = "resilient-agent.calls.model.";

    @Test
    void behavesLikeAnAnnotatedMethod() {
        guarded(Models.class).run((context) -> {
            FakeProvider provider = context.getBean(FakeProvider.class);
            provider.failNext(FailureKind.OVERLOADED, FailureKind.OVERLOADED);
            assertThat(context.getBean(Model.class).call("hello")).isEqualTo("answer to hello");
            assertThat(provider.calls()).isEqualTo(3);
        });
    }

    @Test
    void inheritsFromDefaultAndIsConfiguredUnderItsName() {
        guarded(Models.class)
                .withPropertyValues(
                        "resilient-agent.calls.default.retry.max-attempts=2",
                        CALL + "chain=a/one,b/two",
                        CALL + "fallback[0].text=busy")
                .run((context) -> {
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThat(context.getBean(Model.class).call("hello")).isEqualTo("busy");
                    assertThat(context.getBean(FakeProvider.class).calls()).isEqualTo(4);
                });
    }

    @Test
    void guardsAllOverloadsAndNothingElse() {
        guarded(Models.class).run((context) -> {
            Model model = context.getBean(Model.class);
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(model.call("hello", 3)).isEqualTo("answer to hello 3");
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(catchThrowable(() -> model.other("hello"))).isNotNull();
        });
    }

    @Test
    void aliasIsTheSameBean() {
        guarded(Models.class).withPropertyValues(CALL + "bean=alias").run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(Model.class).call("hello")).isEqualTo("answer to hello");
        });
    }

    @Test
    void onlyTheNamedOneOfTwoBeansOfAClass() {
        guarded(Models.class, Second.class).run((context) -> {
            assertThat(AopUtils.isAopProxy(context.getBean("model"))).isTrue();
            assertThat(AopUtils.isAopProxy(context.getBean("second"))).isFalse();
        });
    }

    @Test
    void twoBeansOfAClassAreTwoCalls() {
        guarded(Models.class, Second.class)
                .withPropertyValues(
                        "resilient-agent.calls.other.bean=second",
                        "resilient-agent.calls.other.methods=call",
                        "resilient-agent.calls.other.retry.max-attempts=1")
                .run((context) -> {
                    assertThat(context.getBean(CallCatalog.class).names()).containsExactly("model", "other");
                    context.getBean(FakeProvider.class).outage(FailureKind.OVERLOADED);
                    assertThat(catchThrowable(
                                    () -> context.getBean("model", Model.class).call("hello")))
                            .isNotNull();
                    assertThat(context.getBean(FakeProvider.class).calls()).isEqualTo(3);
                    assertThat(catchThrowable(
                                    () -> context.getBean("second", Model.class).call("hello")))
                            .isNotNull();
                    assertThat(context.getBean(FakeProvider.class).calls()).isEqualTo(4);
                });
    }

    @Test
    void annotationsOnTheMethodCountToo() {
        guarded(AnnotatedModel.class).withPropertyValues(CALL + "timeout=7s").run((context) -> {
            CallPlan plan =
                    context.getBean(CallCatalog.class).plans().iterator().next();
            assertThat(plan.name()).isEqualTo("model");
            assertThat(plan.repeat()).isEqualTo(Repeat.NEVER);
            assertThat(plan.guards()).containsExactly("own");
            assertThat(plan.targets().get(0).limits().timeout()).isEqualTo(7_000_000_000L);
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(AnnotatedModel.class).call("hello").data())
                    .isEqualTo("busy");
        });
    }

    @Test
    void annotationOfTheSameNameIsNoConflict() {
        guarded(SameName.class).run((context) -> {
            assertThat(context.getBean(CallCatalog.class).names()).containsExactly("model");
            assertThat(guards(context.getBean(SameName.class))).isEqualTo(1);
        });
    }

    @Test
    void finalClassWithAnInterfaceHasAProxyOfIt() {
        guarded(FinalModels.class).run((context) -> {
            Contract model = context.getBean(Contract.class);
            assertThat(AopUtils.isJdkDynamicProxy(model)).isTrue();
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(model.call("hello")).isEqualTo("answer to hello");
        });
    }

    @Test
    void productOfAFactoryBean() {
        guarded(ModelFactory.class).run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(Model.class).call("hello")).isEqualTo("answer to hello");
            assertThat(AopUtils.isAopProxy(context.getBean("&model"))).isFalse();
        });
    }

    @Test
    void scopedBeanOnce() {
        guarded(Scoped.class)
                .withInitializer((context) -> context.getBeanFactory().registerScope("thread", new SimpleThreadScope()))
                .run((context) -> {
                    FakeProvider provider = context.getBean(FakeProvider.class);
                    provider.outage(FailureKind.OVERLOADED);
                    assertThat(catchThrowable(() -> ((Model) context.getBean("model")).call("hello")))
                            .isNotNull();
                    assertThat(provider.calls()).isEqualTo(3);
                });
    }

    @Test
    void lazyAndPrototypeBeans() {
        for (Class<?> beans : new Class<?>[] {LazyModels.class, Prototypes.class}) {
            guarded(beans).run((context) -> {
                FakeProvider provider = context.getBean(FakeProvider.class);
                for (int i = 0; i < 2; i++) {
                    provider.failNext(FailureKind.OVERLOADED);
                    assertThat(context.getBean(Model.class).call("hello")).isEqualTo("answer to hello");
                }
            });
        }
    }

    @Test
    void beanOfTwoNamesIsGuardedOnce() {
        guarded(Models.class, SameInstance.class).run((context) -> {
            assertThat(context.getBean("same")).isSameAs(context.getBean("model"));
            assertThat(guards(context.getBean("same"))).isEqualTo(2);
        });
    }

    @Test
    void declarativeHttpClient() {
        guarded(Http.class).withPropertyValues(CALL + "methods=answer").run((context) -> {
            MockRestServiceServer server = context.getBean(MockRestServiceServer.class);
            server.expect(requestTo("http://faq/answer")).andRespond(withServerError());
            server.expect(requestTo("http://faq/answer")).andRespond(withSuccess("42", null));
            assertThat(context.getBean(FaqClient.class).answer()).isEqualTo("42");
            server.verify();
        });
    }

    @Test
    void privateHelperOfTheSameNameIsLeftAlone() {
        guarded(WithHelper.class).run((context) -> {
            context.getBean(FakeProvider.class).failNext(FailureKind.OVERLOADED);
            assertThat(context.getBean(WithHelper.class).call("hello")).isEqualTo("answer to hello");
        });
    }

    private static ApplicationContextRunner guarded(Class<?>... beans) {
        return Guarded.by(new ManualTime(), beans).withPropertyValues(CALL + "bean=model", CALL + "methods=call");
    }

    private static long guards(Object bean) {
        return java.util.Arrays.stream(((Advised) bean).getAdvisors())
                .filter((advisor) -> advisor.getClass().getSimpleName().equals("GuardAdvisor"))
                .count();
    }

    interface Contract {
        String call(String question);
    }

    static class Model implements Contract {
        private final FakeProvider provider;

        Model(FakeProvider provider) {
            this.provider = provider;
        }

        @Override
        public String call(String question) {
            return this.provider.ask(question);
        }

        public String call(String question, int times) {
            return this.provider.ask(question + " " + times);
        }

        public String other(String question) {
            return this.provider.ask(question);
        }
    }

    static final class FinalModel implements Contract {
        private final FakeProvider provider;

        FinalModel(FakeProvider provider) {
            this.provider = provider;
        }

        @Override
        public String call(String question) {
            return this.provider.ask(question);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Models {
        @Bean({"model", "alias"})
        Model model(FakeProvider provider) {
            return new Model(provider);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Second {
        @Bean
        Model second(FakeProvider provider) {
            return new Model(provider);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SameInstance {
        @Bean
        Object same(Model model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FinalModels {
        @Bean
        FinalModel model(FakeProvider provider) {
            return new FinalModel(provider);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyModels {
        @Bean
        @Lazy
        Model model(FakeProvider provider) {
            return new Model(provider);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Prototypes {
        @Bean
        @Scope("prototype")
        Model model(FakeProvider provider) {
            return new Model(provider);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {
        @Bean
        @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Contextual model(FakeProvider provider) {
            return new Contextual(provider);
        }
    }

    static class Contextual extends Model {
        Contextual(FakeProvider provider) {
            super(provider);
        }
    }

    @org.springframework.stereotype.Component("model")
    static class AnnotatedModel {
        private final FakeProvider provider;

        AnnotatedModel(FakeProvider provider) {
            this.provider = provider;
        }

        @LlmCall(timeout = "3s", repeat = Repeat.NEVER)
        @CircuitGuarded("own")
        @Fallback(text = "busy")
        public AgentResult<String> call(String question) {
            return AgentResult.success(this.provider.ask(question));
        }
    }

    @org.springframework.stereotype.Component("model")
    static class SameName {
        @LlmCall("model")
        public String call(String question) {
            return CallContext.current().name();
        }
    }

    @org.springframework.stereotype.Component("model")
    static class WithHelper {
        private final FakeProvider provider;

        WithHelper(FakeProvider provider) {
            this.provider = provider;
        }

        public String call(String question) {
            return call(question, true);
        }

        private String call(String question, boolean first) {
            return this.provider.ask(question);
        }
    }

    interface FaqClient {
        @GetExchange("/answer")
        String answer();
    }

    @Configuration(proxyBeanMethods = false)
    static class Http {
        private final RestClient.Builder builder = RestClient.builder().baseUrl("http://faq");

        @Bean
        MockRestServiceServer server() {
            return MockRestServiceServer.bindTo(this.builder).build();
        }

        @Bean
        FaqClient model(MockRestServiceServer server) {
            return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(this.builder.build()))
                    .build()
                    .createClient(FaqClient.class);
        }
    }
}
