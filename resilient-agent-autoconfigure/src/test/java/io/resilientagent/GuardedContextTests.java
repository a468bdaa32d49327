package io.resilientagent;

import java.util.Locale;

import io.resilientagent.annotation.LlmCall;
import io.resilientagent.testing.Guarded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.TaskDecorator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/** What belongs to the caller's thread is there on the worker's, and does not stay. */
class GuardedContextTests {

    private final ApplicationContextRunner runner = Guarded.byRealTime(Agent.class)
            .withPropertyValues("resilient-agent.calls.default.timeout=1h", "resilient-agent.executor.max-threads=1");

    @AfterEach
    void clear() {
        MDC.clear();
        SecurityContextHolder.clearContext();
        LocaleContextHolder.resetLocaleContext();
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void carriesWhatTheCallersThreadHolds() {
        this.runner.run((context) -> {
            MDC.put("order", "4711");
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
            LocaleContextHolder.setLocale(Locale.CANADA_FRENCH);
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ask");
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            Seen seen = context.getBean(Agent.class).look();
            assertThat(seen).isEqualTo(new Seen(seen.thread(), "4711", "ann", Locale.CANADA_FRENCH, "/ask"));
            assertThat(seen.thread()).isNotSameAs(Thread.currentThread());
        });
    }

    @Test
    void leavesNothingOfItToTheNextCall() {
        this.runner.run((context) -> {
            MDC.put("order", "4711");
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
            LocaleContextHolder.setLocale(Locale.CANADA_FRENCH);
            Agent agent = context.getBean(Agent.class);
            agent.look();
            clear();
            Seen seen = agent.look();
            assertThat(seen).isEqualTo(new Seen(seen.thread(), null, null, Locale.getDefault(), null));
        });
    }

    @Test
    void runsTheApplicationsTaskDecorators() {
        ThreadLocal<String> tenant = new ThreadLocal<>();
        TaskDecorator decorator = (task) -> {
            String captured = tenant.get();
            return () -> {
                tenant.set(captured);
                try {
                    task.run();
                } finally {
                    tenant.remove();
                }
            };
        };
        this.runner
                .withBean(TaskDecorator.class, () -> decorator)
                .withBean("tenants", TenantAgent.class, () -> new TenantAgent(tenant))
                .run((context) -> {
                    tenant.set("acme");
                    assertThat(context.getBean(TenantAgent.class).tenant()).isEqualTo("acme");
                });
    }

    record Seen(Thread thread, String order, String user, Locale locale, String path) {}

    static class Agent {

        @LlmCall("look")
        public Seen look() {
            Authentication user = SecurityContextHolder.getContext().getAuthentication();
            ServletRequestAttributes request = (ServletRequestAttributes) RequestContextHolder.getRequestAttributes();
            return new Seen(
                    Thread.currentThread(),
                    MDC.get("order"),
                    (user != null) ? user.getName() : null,
                    LocaleContextHolder.getLocale(),
                    (request != null) ? request.getRequest().getRequestURI() : null);
        }
    }

    static class TenantAgent {

        private final ThreadLocal<String> tenant;

        TenantAgent(ThreadLocal<String> tenant) {
            this.tenant = tenant;
        }

        @LlmCall("tenant")
        public String tenant() {
            return this.tenant.get();
        }
    }
}
