package io.resilientagent.actuate;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;

/** The endpoint behind Spring WebFlux and Spring Security. */
class WebFluxEndpointTests extends EndpointContract {

    @Override
    WebApplicationType server() {
        return WebApplicationType.REACTIVE;
    }

    @Override
    Class<?> rules() {
        return Rules.class;
    }

    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        SecurityWebFilterChain actuator(ServerHttpSecurity http) {
            return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                    .authorizeExchange((exchanges) -> exchanges
                            .matchers(EndpointRequest.to("agentcircuits").withHttpMethod(HttpMethod.GET))
                            .hasAnyRole("VIEWER", "OPERATOR")
                            .matchers(EndpointRequest.to("agentcircuits"))
                            .hasRole("OPERATOR")
                            .anyExchange()
                            .authenticated())
                    .csrf((csrf) -> csrf.requireCsrfProtectionMatcher(
                            new NegatedServerWebExchangeMatcher(EndpointRequest.toAnyEndpoint())))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        ReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(
                    User.withUsername("viewer")
                            .password("{noop}secret")
                            .roles("VIEWER")
                            .build(),
                    User.withUsername("operator")
                            .password("{noop}secret")
                            .roles("OPERATOR")
                            .build());
        }
    }
}
