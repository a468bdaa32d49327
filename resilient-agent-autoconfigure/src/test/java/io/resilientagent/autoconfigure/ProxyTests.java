package io.resilientagent.autoconfigure;

import io.resilientagent.CallContext;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/** Whatever makes a bean, its guards stand before it, once. */
class ProxyTests {

    private final ApplicationContextRunner runner = StartUp.runner();

    @Test
    void classGetsASubclass() {
        this.runner.withBean(Agent.class).run((context) -> {
            Agent agent = context.getBean(Agent.class);
            assertThat(AopUtils.isCglibProxy(agent)).isTrue();
            assertThat(agent.answer()).isEqualTo("agent");
        });
    }

    @Test
    void finalClassWithInterfaceGetsAProxyOfIt() {
        this.runner.withBean("agent", FinalAgent.class).run((context) -> {
            Contract agent = context.getBean(Contract.class);
            assertThat(AopUtils.isJdkDynamicProxy(agent)).isTrue();
            assertThat(agent.answer()).isEqualTo("final");
        });
    }

    @Test
    void lambdaOfAnAnnotatedInterface() {
        this.runner
                .withBean(
                        "agent",
                        GuardedContract.class,
                        () -> () -> CallContext.current().name())
                .run((context) -> assertThat(
                                context.getBean(GuardedContract.class).answer())
                        .isEqualTo("contract"));
    }

    @Test
    void existingProxyIsNotWrappedAgain() {
        this.runner
                .withBean("agent", GuardedContract.class, () -> {
                    ProxyFactory factory = new ProxyFactory(
                            (GuardedContract) () -> CallContext.current().name());
                    return (GuardedContract) factory.getProxy();
                })
                .run((context) -> {
                    Object agent = context.getBean("agent");
                    assertThat(((GuardedContract) agent).answer()).isEqualTo("contract");
                    assertThat(AopUtils.isAopProxy(
                                    ((Advised) agent).getTargetSource().getTarget()))
                            .isFalse();
                });
    }

    @Test
    void withAndWithoutAutoProxyCreator() {
        this.runner
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .withBean(Agent.class)
                .run((context) ->
                        assertThat(context.getBean(Agent.class).answer()).isEqualTo("agent"));
        this.runner
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .withPropertyValues("spring.aop.auto=false")
                .withBean(Agent.class)
                .run((context) ->
                        assertThat(context.getBean(Agent.class).answer()).isEqualTo("agent"));
        this.runner
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean(Agent.class)
                .run((context) ->
                        assertThat(context.getBean(Agent.class).answer()).isEqualTo("agent"));
    }

    @Test
    void lazyBean() {
        this.runner
                .withBean("agent", Agent.class, Agent::new, (bean) -> bean.setLazyInit(true))
                .run((context) -> {
                    assertThat(context.getBeanFactory().containsSingleton("agent"))
                            .isFalse();
                    assertThat(context.getBean(Agent.class).answer()).isEqualTo("agent");
                });
    }

    @Test
    void prototype() {
        this.runner
                .withBean("agent", Agent.class, Agent::new, (bean) -> bean.setScope("prototype"))
                .run((context) -> {
                    Agent one = context.getBean(Agent.class);
                    assertThat(one).isNotSameAs(context.getBean(Agent.class));
                    assertThat(one.answer()).isEqualTo("agent");
                });
    }

    @Test
    void scopedBeanIsGuardedOnce() {
        this.runner
                .withInitializer((context) -> context.getBeanFactory().registerScope("thread", new SimpleThreadScope()))
                .withUserConfiguration(Scoped.class)
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    Counting agent = (Counting) context.getBean("agent");
                    assertThat(agent.attempts()).isEqualTo("counting 1 outermost");
                    assertThat(((BeanDefinitionRegistry) context.getBeanFactory())
                                    .containsBeanDefinition(ScopedProxyUtils.getTargetBeanName("agent")))
                            .isTrue();
                });
    }

    @Test
    void beanOfAFactoryBean() {
        this.runner.withBean("agent", Factory.class).run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(((Agent) context.getBean("agent")).answer()).isEqualTo("agent");
        });
    }

    @Test
    void declarativeHttpClient() {
        this.runner.withUserConfiguration(Http.class).run((context) -> {
            context.getBean(MockRestServiceServer.class)
                    .expect(requestTo("http://faq/answer"))
                    .andRespond(withSuccess("42", null));
            assertThat(context.getBean(FaqClient.class).answer()).isEqualTo("42");
            assertThat(context.getBean(CallCatalog.class).names()).containsExactly("faq-client-answer");
        });
    }

    interface Contract {
        String answer();
    }

    interface GuardedContract {
        @LlmCall("contract")
        String answer();
    }

    static class Agent {
        @LlmCall("agent")
        public String answer() {
            return CallContext.current().name();
        }
    }

    static final class FinalAgent implements Contract {
        @Override
        @LlmCall("final")
        public String answer() {
            return CallContext.current().name();
        }
    }

    static class Counting {
        @LlmCall("counting")
        public String attempts() {
            return CallContext.current().name() + " " + CallContext.current().attempt() + " "
                    + (CallContext.current().previousFailure() == null ? "outermost" : "retried");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {
        @Bean
        @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Counting agent() {
            return new Counting();
        }
    }

    static class Factory implements FactoryBean<Agent> {
        @Override
        public Agent getObject() {
            return new Agent();
        }

        @Override
        public Class<?> getObjectType() {
            return Agent.class;
        }
    }

    interface FaqClient {
        @LlmCall
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
        FaqClient faqClient(MockRestServiceServer server) {
            return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(this.builder.build()))
                    .build()
                    .createClient(FaqClient.class);
        }
    }
}
